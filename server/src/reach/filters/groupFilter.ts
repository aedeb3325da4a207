import type { Family } from '../../cidr/cidr.ts';
import { canBeNamed, keyOfGroup, nameOfGroup } from '../../network/analysis/groupRules.ts';
import { defaultsOf } from '../../network/field.ts';
import type { Direction } from '../../network/protocol.ts';
import type { Reason } from '../../wording/reason.ts';
import { allowedBy, groupReason } from '../explain/words.ts';
import { type Location, locationAt } from '../locations/location.ts';
import { type Mode, narrow, perMode } from '../packets/flow.ts';
import { blockToAllow } from './blockToAllow.ts';
import type { Filter, FlowContext } from './filter.ts';
import { allowedByGroups } from './groupAllows.ts';
import { spareGroup } from './spareGroup.ts';

/** The security groups of one side, which must allow the packet out to the other side, or in from it. */
export function groupFilter(scene: FlowContext, direction: Direction): Filter | undefined {
  const { from, to, traffic, network, groupReferences } = scene;
  const own = direction === 'egress' ? from : to;
  const peer = direction === 'egress' ? to : from;
  if (own.securityGroups.isUnfiltered) return undefined;
  const mayName = (mode: Mode) => mayReferTo(groupReferences, direction, mode);
  const ignoresGroupReferences = !mayName('certain');
  const allowed = perMode((mode: Mode) =>
    allowedByGroups(
      own.securityGroups,
      direction,
      mayName(mode) && !(direction === 'ingress' && from.preservesClients?.isUnrelated)
        ? peer.securityGroups
        : undefined,
      traffic,
      network,
      mode,
    ),
  );
  const first = own.securityGroups.groups[0];
  const resource = first ? nameOfGroup(first) : (own.securityGroups.keys[0] ?? own.id);
  const at = first?.kind === 'group' ? first.group.at : first ? first.vpc.at : locationAt(own);
  return {
    hop: { resource, kind: 'security-group', direction, at },
    apply: (flow, mode) =>
      narrow(flow, direction === 'egress' ? 'to' : 'from', allowed(mode).addresses, mode),
    by: () => allowedBy(allowed('possible'), direction, traffic, peer),
    unknownReasons: () => [
      ...allowed('possible').unknownReasons,
      ...(mayName('possible') && ignoresGroupReferences
        ? [
            {
              why: 'the file does not say whether the transit gateway allows references to groups of the other VPC',
            },
          ]
        : []),
    ],
    defaults: () =>
      allowed('possible').rules.flatMap(({ ports, peer: whom, protocol }) =>
        defaultsOf(ports, protocol, ...(whom.kind === 'cidr' ? [whom.cidr] : [])),
      ),
    blocker: () => {
      const spare = direction === 'ingress' ? spareGroup(own, peer, scene) : undefined;
      return {
        code: own.securityGroups.groups.length === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH',
        resource,
        at,
        reason: vainIf(ignoresGroupReferences, groupReason(own, peer, direction, traffic, network), peer),
        change:
          spare === undefined
            ? {
                kind: 'allow-in-group',
                group: first ? keyOfGroup(first) : resource,
                direction,
                peer: peerOf(peer, traffic.family, ignoresGroupReferences),
                protocol: traffic.protocol,
                port: traffic.protocol === 'icmp' ? undefined : traffic.port,
              }
            : { kind: 'use-group', workload: own.id, group: spare },
      };
    },
  };
}

/** Whether the rules of one side may refer to groups of the other. */
function mayReferTo(references: FlowContext['groupReferences'], direction: Direction, mode: Mode): boolean {
  if (references === undefined) return true;
  if (direction === 'egress') return false;
  return references === 'ingress' || (references === 'maybe-ingress' && mode === 'possible');
}

/** Marks the reason if the rules name a group that the other side has, which counts for nothing here. */
function vainIf(isIgnored: boolean, reason: Reason, { securityGroups }: Location): Reason {
  const isNamed =
    reason.kind === 'group-rules' && reason.whom.some((key) => securityGroups.keys.includes(key));
  return isIgnored && isNamed ? { ...reason, namesInVain: true } : reason;
}

/** The peer that a new rule would name: a group of the other side, or its block; everything if it has neither. */
function peerOf(
  peer: Location,
  family: Family,
  ignoresGroupReferences: boolean,
): { group: string } | { cidr: string } {
  const [group] = ignoresGroupReferences ? [] : peer.securityGroups.groups;
  if (group && canBeNamed(group)) return { group: keyOfGroup(group) };
  return { cidr: blockToAllow(peer, family) };
}
