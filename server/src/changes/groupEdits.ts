// Edits of security groups.

import { WORKLOAD_TYPES } from '../aws/workloadTypes.ts';
import type { SecurityGroup } from '../network/model.ts';
import { ECHO_REQUEST, protocolOverFamily } from '../network/protocol.ts';
import type { Data, Edit } from '../syntax/edit.ts';
import type { ChangeOf } from './change.ts';
import { addResource, addToList, type ChangedFile, groupIdOf, setProperty } from './edits.ts';
import { namePattern } from './resources.ts';

/** A rule in CloudFormation's form. */
function groupRuleOf(
  { direction, protocol, port, peer }: ChangeOf<'allow-in-group'>,
  file: ChangedFile,
): Readonly<Record<string, Data>> {
  const isIpv6 = 'cidr' in peer && peer.cidr.includes(':');
  const [from, to] = port === undefined ? [ECHO_REQUEST[isIpv6 ? 6 : 4], -1] : [port, port];
  const peerKey = direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  return {
    IpProtocol: protocolOverFamily(protocol, isIpv6 ? 6 : 4),
    FromPort: from,
    ToPort: to,
    ...('group' in peer
      ? { [peerKey]: groupIdOf(peer.group, file) }
      : { [isIpv6 ? 'CidrIpv6' : 'CidrIp']: peer.cidr }),
  };
}

/** Adds the rule to the group's own list, or as a resource beside the group where the list cannot have it. */
export function allowInGroup(
  change: ChangeOf<'allow-in-group'>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const group = file.network.securityGroups.get(change.group);
  const owner = group?.id ?? change.group.split('.')[0]!;
  if (!file.template?.resources.has(owner)) return undefined;
  const { direction } = change;
  const peerName = 'group' in change.peer ? change.peer.group : undefined;
  const rule = groupRuleOf(change, file);
  const key = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
  // An inline egress list would remove AWS's allow-all rule; since something blocks, that rule is gone already.
  if (group?.properties && !namesEachOther(group, peerName, file)) {
    const inline = addToList(group.properties, key, rule);
    if (inline) return inline;
  }
  const suffix = direction === 'ingress' ? 'From' : 'To';
  const name = `${change.group}${suffix}${peerName ?? 'Outside'}`.replaceAll('.', '');
  return addResource(file, name, owner, {
    Type: direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress',
    Properties: { GroupId: groupIdOf(change.group, file), ...rule },
  });
}

/** Two groups that refer to each other inline are a circular dependency, which CloudFormation refuses (fact SG-07). */
function namesEachOther(
  group: SecurityGroup,
  peer: string | undefined,
  { template, tree }: ChangedFile,
): boolean {
  const body = template?.resources.get(peer ?? '')?.body;
  if (peer === group.id) return true;
  return body !== undefined && namePattern(group.id).test(tree.text.slice(body.start, body.end));
}

/** Adds a list of groups to a workload without one. */
export function useGroup(
  { workload: id, group }: ChangeOf<'use-group'>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const workload = file.network.workloads.get(id);
  const property = WORKLOAD_TYPES[workload?.type ?? '']?.securityGroups?.find((path) => !/[.*]/.test(path));
  if (property === undefined) return undefined;
  return setProperty(workload?.properties, property, [groupIdOf(group, file)]);
}
