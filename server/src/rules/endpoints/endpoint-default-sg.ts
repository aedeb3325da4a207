import { uniqueByChange } from '../../changes/changeKey.ts';
import { existsWherever, isConditional } from '../../changes/resources.ts';
import { rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { SecurityGroup, VpcEndpoint } from '../../network/model.ts';
import { entryAt } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { clientsIn } from '../clients.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { fixesOfBlockers } from '../reaching.ts';
import { namesDefaultGroup } from '../shared/defaultGroup.ts';
import { blockedClients, hasNoGroup, serviceName } from '../shared/traffic/endpointClients.ts';

/** An interface endpoint without security groups, in a VPC of the template. */
export default defineRule({
  id: 'endpoint-default-sg',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The interface endpoint names no security group',
  why: 'An interface endpoint without SecurityGroupIds is in the default group of its VPC. That group allows only its own members: calls of everything else time out, and with private DNS these are all calls to the service.',
  howToFix: 'Name a security group in SecurityGroupIds that allows port 443 from the clients.',
  whenToIgnore: 'If all clients of the endpoint are members of the default group.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'EP-05',
    'SG-03',
    'G44',
  ],

  *check(file) {
    const { network } = file;
    if (file.template?.hasMacros) return;
    for (const endpoint of network.endpoints.values()) {
      if (endpoint.type.kind !== 'known' || endpoint.type.value !== 'Interface' || !hasNoGroup(endpoint))
        continue;
      const [group] = placements(network).get(endpoint.id)?.groups ?? [];
      if (group?.kind !== 'default') continue;
      const { ingress, mayHaveMore } = rulesOfGroup(group, network);
      const blocked = blockedClients(endpoint, network);
      const names = blocked.map(({ client }) => client.id);
      // The default group allows its own members, and maybe the peers of its other rules.
      const mayBeUsed =
        clientsIn(network, group.vpc.id).length > 0 || ingress.length > 0 || namesDefaultGroup(file);
      if (blocked.length === 0 && (mayBeUsed || mayHaveMore.ingress !== undefined)) continue;
      yield {
        at: endpoint.at,
        resource: endpoint.id,
        // Clients of other stacks may be members of the default group too.
        ...(blocked.length === 0 && { severity: 'info' }),
        defaults: blocked[0]?.answer.defaults ?? [],
        message: `${endpoint.id} has no SecurityGroupIds and is in the default group of ${group.vpc.id}, which allows only its own members. ${names.length > 0 ? `Calls of ${listed(names, 3)} to ${serviceName(endpoint)} time out.` : `Calls to ${serviceName(endpoint)} from elsewhere time out.`}`,
        related: [
          { at: group.vpc.at, message: `AWS makes the default group with ${group.vpc.id}` },
          ...blocked.map(({ client }) => ({
            at: client.at,
            message: `${client.id} cannot open a connection to ${endpoint.id}`,
          })),
        ],
        fixes: [
          ...putBehind(endpoint, group.vpc.id, file),
          ...fixesOfBlockers(
            uniqueByChange(blocked.flatMap(({ answer }) => answer.blockedBy)),
            endpoint.id,
            file,
          ),
        ],
      };
    }
  },
});

/** The groups of the VPC that allow somebody on 443; if there are several, the user has to choose. */
function putBehind({ id, properties }: VpcEndpoint, vpc: string, file: CheckedFile): readonly Fix[] {
  if (!properties || isConditional(properties) || entryAt(properties, 'SecurityGroupIds')) return [];
  const groups = [...file.network.securityGroups.values()].filter(
    (group) =>
      keyOfField(group.vpc) === vpc && existsWherever(file, group.id, id) && allowsHttps(group, file),
  );
  return groups.map((group) => ({
    title: `Put ${id} behind ${group.id}`,
    preferred: false,
    edits: [
      {
        op: 'insert-entry',
        into: properties,
        key: 'SecurityGroupIds',
        value: [{ 'Fn::GetAtt': [group.id, 'GroupId'] }],
      },
    ],
  }));
}

function allowsHttps(group: SecurityGroup, { network }: CheckedFile): boolean {
  return rulesOfGroup({ kind: 'group', group }, network).ingress.some(
    ({ protocol, ports, peer }) =>
      peer.kind === 'cidr' &&
      protocol.kind === 'known' &&
      (protocol.value === 'all' ||
        (protocol.value === 'tcp' &&
          ports.kind === 'known' &&
          ports.value.from <= 443 &&
          443 <= ports.value.to)),
  );
}
