import { find } from '../lookup.ts';
import type { Network, SecurityGroup, SecurityGroupRule } from '../model.ts';
import type { PortRange } from '../protocol.ts';
import type { PlainWorkload } from '../workload.ts';
import type { Group } from './groupRules.ts';

/** The ports of Active Directory: https://docs.aws.amazon.com/directoryservice/latest/devguide/API_AddIpRoutes.html */
const PORTS: Readonly<Record<'tcp' | 'udp', readonly PortRange[]>> = {
  tcp: [...[53, 88, 135, 389, 445, 464, 636].map(alone), { from: 1024, to: 65_535 }],
  udp: [53, 88, 123, 138, 389, 445, 464].map(alone),
};

function alone(port: number): PortRange {
  return { from: port, to: port };
}

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
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      PORTS[protocol].map(
        (ports): SecurityGroupRule => ({
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
