import type { Cidr, Family } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { find } from '../../network/lookup.ts';
import type { Vpc } from '../../network/model.ts';
import type { TransportProtocol } from '../../network/protocol.ts';
import { unknownBecause } from '../../network/unknownReason.ts';
import type { Workload } from '../../network/workload.ts';
import type { Reason } from '../../wording/reason.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { locationAt, nameOf } from '../locations/location.ts';
import { isWithin, type Ranges, rangesOf, unite } from '../packets/ranges.ts';

/**
 * A service that the host of an instance provides. Security groups, network ACLs and routes do not apply to it (fact
 * DNS-03). Addresses: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/set-time.html
 */
interface HostService {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly protocols: readonly TransportProtocol[];
}

const RESOLVER: HostService = {
  name: 'the VPC’s DNS resolver',
  addresses: ['169.254.169.253', 'fd00:ec2::253'],
  port: 53,
  protocols: ['udp', 'tcp'],
};

const METADATA: HostService = {
  name: 'the instance metadata service',
  addresses: ['169.254.169.254', 'fd00:ec2::254'],
  port: 80,
  protocols: ['tcp'],
};

const TIME: HostService = {
  name: 'the Amazon Time Sync Service',
  addresses: ['169.254.169.123', 'fd00:ec2::123'],
  port: 123,
  protocols: ['udp'],
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/common-messages.html: the servers that activate Windows. */
const LICENSES: HostService = {
  name: 'the activation service for Windows',
  addresses: ['169.254.169.250', '169.254.169.251'],
  port: 1688,
  protocols: ['tcp'],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html: the credentials and metadata of tasks. */
const TASK_METADATA: HostService = {
  name: 'the metadata service of ECS tasks',
  addresses: ['169.254.170.2'],
  port: 80,
  protocols: ['tcp'],
};

const SERVICES: readonly HostService[] = [RESOLVER, METADATA, TIME, LICENSES, TASK_METADATA];

const LINK_LOCAL: Readonly<Record<Family, Ranges>> = {
  4: rangesOf(parsed('169.254.0.0/16')),
  6: rangesOf(parsed('fd00:ec2::/32')),
};

function parsed(text: string): Cidr {
  const block = parseCidr(text);
  if (block.kind !== 'cidr') throw new Error(`${text} is no block.`);
  return block;
}

const KNOWN: ReadonlyMap<HostService, Ranges> = new Map(
  SERVICES.map((service) => [
    service,
    unite(...service.addresses.map((one) => rangesOf(parsed(`${one}/${one.includes(':') ? 128 : 32}`)))),
  ]),
);

/** The only filter for a destination that the host answers; undefined for any other destination. */
export function alwaysAnswered(scene: FlowContext): Filter | undefined {
  const { from, to, traffic, network } = scene;
  if (to.object || to.id === 'internet' || to.isSuperset) return undefined;
  const vpc = from.subnet && find(network.vpcs, from.subnet.vpc);
  const service =
    SERVICES.find((one) => isWithin(to.addresses, KNOWN.get(one)!)) ?? ownResolver(to.addresses, vpc);
  if (!from.subnet) {
    const isLocal = isWithin(to.addresses, LINK_LOCAL[traffic.family]);
    if (isLocal) return closed(scene, { kind: 'link-local', to: nameOf(to) });
    const owner = [...network.vpcs.values()].find((one) => ownResolver(to.addresses, one));
    const what = inboundEndpointFor(owner?.id ?? '');
    return (
      owner && closed(scene, { kind: 'resolver-of-vpc', to: nameOf(to), vpc: owner.id }, undefined, what)
    );
  }
  if (!service) {
    if (traffic.family !== 4 || !isWithin(to.addresses, LINK_LOCAL[4])) return undefined;
    return asked(scene, { why: `the file does not say what answers at ${nameOf(to)}` });
  }
  if (service === RESOLVER && vpc?.dnsSupport.kind === 'known' && !vpc.dnsSupport.value)
    return closed(scene, { kind: 'no-resolver', vpc: vpc.id }, vpc);
  if (service === RESOLVER && vpc?.dnsSupport.kind === 'unknown')
    return asked(scene, unknownBecause(`EnableDnsSupport of ${vpc.id} is unknown`, vpc.dnsSupport));
  if (!service.protocols.includes(traffic.protocol) || traffic.port !== service.port) {
    const word = service.protocols.map((one) => one.toUpperCase()).join(' and ');
    return closed(scene, {
      kind: 'answers-elsewhere',
      to: service.name,
      answersOn: `${word} ${service.port}`,
      traffic,
    });
  }
  if (!isFor(service, from.workload))
    return asked(scene, { why: `the file does not say whether ${from.id} can use ${service.name}` });
  return asked(scene, 'open', `${service.name}, which no group, network ACL or route filters`);
}

/** The address after the router's in the VPC's first block (fact DNS-01). */
export function ownResolver(addresses: Ranges, vpc: Vpc | undefined): HostService | undefined {
  const primary = vpc?.ipv4[0];
  if (primary?.kind !== 'known') return undefined;
  const [[first]] = rangesOf(primary.value) as [readonly [bigint, bigint]];
  const base = first + 2n;
  return isWithin(addresses, [[base, base]]) ? RESOLVER : undefined;
}

function isFor(service: HostService, workload: Workload | undefined): boolean {
  if (service === METADATA) return hasMetadata(workload);
  if (service === LICENSES) return workload !== undefined && 'isWindows' in workload && !!workload.isWindows;
  return service !== TASK_METADATA || workload?.kind === 'container-service';
}

/** Containers and functions have metadata services of their own. */
function hasMetadata(workload: Workload | undefined): boolean {
  switch (workload?.kind) {
    case 'instance':
    case 'auto-scaling-group':
    case 'instance-fleet':
    case 'node-group':
    case 'network-interface':
      return workload.type !== 'AWS::EKS::FargateProfile';
    default:
      return false;
  }
}

function asked({ from }: FlowContext, state: Parameters<typeof constantFilter>[1], by?: string): Filter {
  const hop = { resource: from.id, kind: 'workload', at: locationAt(from) } as const;
  return constantFilter(
    hop,
    state,
    () => blockerOf(from.id, locationAt(from), { kind: 'not-answered', from: from.id }),
    by,
  );
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html */
export function inboundEndpointFor(vpc: string): string {
  return `Ask an inbound resolver endpoint of ${vpc} instead`;
}

function closed({ from, to }: FlowContext, reason: Reason, vpc?: Vpc, what?: string): Filter {
  const [resource, at] = vpc ? [vpc.id, vpc.at] : [to.id, locationAt(from)];
  return constantFilter({ resource, kind: 'workload', at }, 'closed', () => ({
    ...blockerOf(resource, at, reason),
    ...(what !== undefined && { change: { kind: 'other', what } as const }),
    ...(vpc && {
      change: { kind: 'enable-dns', vpc: vpc.id, attribute: 'EnableDnsSupport' } as const,
    }),
  }));
}

function blockerOf(resource: string, at: Vpc['at'], reason: Reason) {
  return {
    code: null,
    resource,
    at,
    reason,
    change: { kind: 'other', what: 'Ask for a port that it listens on' },
  } as const;
}
