import { find } from '../lookup.ts';
import type { Network, SecurityGroup, SecurityGroupRule } from '../model.ts';
import type { PortRange } from '../protocol.ts';
import type { PlainWorkload } from '../workload.ts';
import type { Group } from './groupRules.ts';

/** The TCP and UDP ports of Active Directory: https://docs.aws.amazon.com/directoryservice/latest/admin-guide/create_details_managed.html */
const PORTS: readonly PortRange[] = [53, 88, 123, 135, 138, 389, 445, 464, 636]
  .map((port) => ({ from: port, to: port }))
  .concat([{ from: 1024, to: 65_535 }]);

/**
 * The group that AWS makes with a directory. Its VPC may use all ports of Active Directory; whether others may, AWS's pages of different
 * years do not agree on: https://docs.aws.amazon.com/directoryservice/latest/admin-guide/create_details_managed.html
 */
export function directoryGroupOf(
  { id, at }: PlainWorkload,
  vpcId: SecurityGroup['vpc'],
  { vpcs }: Pick<Network, 'vpcs'>,
): Group {
  const known = <T>(value: T) => ({ kind: 'known', value, at, defaults: [] }) as const;
  const blocks = find(vpcs, vpcId)?.ipv4 ?? [];
  const createdRules = blocks.flatMap((cidr) =>
    PORTS.flatMap((ports) =>
      (['tcp', 'udp'] as const).map(
        (protocol): SecurityGroupRule => ({
          group: known({ kind: 'resource', id }),
          resource: id,
          at,
          list: undefined,
          node: undefined,
          direction: 'ingress',
          protocol: known(protocol),
          ports: known(ports),
          icmp: { kind: 'absent' },
          peer: { kind: 'cidr', cidr },
        }),
      ),
    ),
  );
  return {
    kind: 'group',
    group: {
      id,
      at,
      properties: undefined,
      vpc: vpcId,
      inlineEgress: 'absent',
      unknownRules: ['ingress'],
      createdFor: 'directory',
      createdRules,
    },
  };
}
