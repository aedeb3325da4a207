import { assumptionsOf, type Field, type NetworkObject, unknownOf } from '../../../network/field.ts';
import { find, keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';
import { and, not, type Truth, truth, truthOf } from '../../../network/truth.ts';
import { reasonOf, type UnknownReason, unknownBecause } from '../../../network/unknownReason.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext, onEveryPath } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import type { Location } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import { type Mode, perMode } from '../../packets/flow.ts';
import { type Destination, type Path, wholeFlow } from '../../packets/path.ts';
import type { Party } from '../../question.ts';
import { notKnown } from '../deadEnds.ts';
import { endChecks, lacksAddress, pathsOf } from '../paths.ts';
import { dnsFirewallFilter } from './dnsFirewall.ts';
import { forwardedName } from './forwardedNames.ts';
import { gatewayEndpointFor, isFor } from './gatewayEndpoint.ts';
import { knowsPrivateNames, nameServerCheck, nameServersOf } from './nameServers.ts';
import { namedByZone } from './privateZones.ts';
import { servesRegion } from './region.ts';

/**
 * The paths to an AWS service, in the order in which DNS and routes decide: an interface endpoint with private DNS, a
 * gateway endpoint on the table, the internet (facts EP-02, EP-07, DNS-05). An interface endpoint has an address in
 * each of its subnets, and the name resolves to any of them.
 */
export function destinationsOf(
  from: Location,
  service: ServiceName,
  scene: Omit<FlowContext, 'from' | 'to'>,
  internet: Location,
): readonly Destination[] {
  const { network } = scene;
  const vpc = vpcKeyOf(from.subnet);
  let unknownReason = vpc === undefined ? undefined : unreadEndpoint(service, vpc, network);
  const isKnown = knowsPrivateNames(vpc, network);
  const forwarded = vpc === undefined ? undefined : forwardedName(service, vpc, network);
  if (forwarded?.winsOverPrivateDns) return outsideOf(from, service, scene, internet, forwarded);
  const byZone = vpc === undefined ? undefined : namedByZone(service, vpc, network);
  if (byZone?.kind === 'unknown') unknownReason ??= byZone;
  const named = byZone?.kind === 'endpoint' ? [byZone.endpoint] : [];
  for (const endpoint of vpc === undefined ? [] : [...interfaceEndpoints(service, vpc, network), ...named]) {
    const answers = named.includes(endpoint) ? isKnown : answersFor(endpoint, service, isKnown, network);
    if (typeof answers === 'object') unknownReason ??= answers;
    if (answers === 'yes') return addressesOf(endpoint, from, scene, internet);
  }
  if (forwarded && unknownReason === undefined) return outsideOf(from, service, scene, internet, forwarded);
  unknownReason ??= vpc === undefined ? undefined : reasonOf(network.incomplete.get('endpoints'));
  return outsideOf(from, service, scene, internet, unknownReason);
}

/** The paths to a service that no interface endpoint answers for; `unknown`: why one may, and the rule that makes it so. */
function outsideOf(
  from: Location,
  service: ServiceName,
  scene: Omit<FlowContext, 'from' | 'to'>,
  internet: Location,
  unknown: (UnknownReason & { readonly rule?: NetworkObject }) | undefined,
): readonly Destination[] {
  const overInternet: FlowContext = { ...scene, from, to: internet };
  return [
    {
      to: internet,
      paths: (mode) => {
        const paths = serviceOutside(service, overInternet, mode);
        return withUnknownReason(unknown, overInternet, mode, paths, unknown?.rule);
      },
    },
  ];
}

/** The addresses of an interface endpoint; `internet` stands for those that are not in the file. */
function addressesOf(
  { id, vpc }: VpcEndpoint,
  from: Location,
  scene: Omit<FlowContext, 'from' | 'to'>,
  internet: Location,
): readonly Destination[] {
  const { network, traffic } = scene;
  const { locations: places = [], others } =
    locationsOf({ kind: 'workload', id }, traffic.family, network) ?? {};
  const owner = find(network.vpcs, vpc);
  const assumed = owner ? assumptionsOf(owner.dnsSupport, owner.dnsHostnames) : [];
  const destinations = places.map(
    (to): Destination => ({
      to,
      paths: perMode((mode) =>
        assuming(
          assumed,
          pathsOf({ ...scene, from, to }, mode).map((path) =>
            behindDnsFirewall(path, { ...scene, from, to }),
          ),
        ),
      ),
    }),
  );
  if (others === undefined && destinations.length > 0) return destinations;
  const reason = unknownBecause(`the subnets of ${id} are unknown`, others ?? { why: 'it has none' });
  const elsewhere: FlowContext = { ...scene, from, to: internet };
  const unknown = { flow: wholeFlow(elsewhere), checks: [notKnown(reason, elsewhere)] };
  return [...destinations, { to: internet, paths: () => [unknown] }];
}

/** An AWS service in the VPC's region, unless another is stated. */
export type ServiceName = Pick<Extract<Party, { kind: 'service' }>, 'name' | 'region'>;

/** Whether the service's name resolves to an endpoint's addresses for clients in its VPC. */
function answersFor(endpoint: VpcEndpoint, service: ServiceName, isKnown: Truth, network: Network): Truth {
  return and(servesRegion(endpoint, service, network), privateDnsOf(endpoint, network), isKnown);
}

function withUnknownReason(
  unknownReason: UnknownReason | undefined,
  scene: FlowContext,
  mode: Mode,
  paths: readonly Path[],
  of?: NetworkObject,
): readonly Path[] {
  if (unknownReason === undefined) return paths;
  const hop = of && ({ resource: of.id, kind: 'workload', at: of.at } as const);
  const check = notKnown(unknownReason, scene, hop);
  const unknown = withResolver({ flow: wholeFlow(scene), checks: [check] }, scene);
  return mode === 'certain' ? [unknown] : [unknown, ...paths];
}

/** Adds assumptions to each path. */
function assuming(assumed: readonly string[], paths: readonly Path[]): readonly Path[] {
  if (assumed.length === 0) return paths;
  return paths.map((path) => ({ ...path, assumptions: [...assumed, ...(path.assumptions ?? [])] }));
}

function serviceOutside(service: ServiceName, scene: FlowContext, mode: Mode): readonly Path[] {
  const { from, network } = scene;
  const vpc = from.subnet && find(network.vpcs, from.subnet.vpc);
  const assumed = vpc ? assumptionsOf(vpc.dnsSupport) : [];
  if (from.subnet && !lacksAddress(scene)) {
    const { endpoint, unknownReason } = gatewayEndpointFor(from.subnet, service, network);
    if (endpoint)
      return assuming(assumed, [
        withResolver(
          {
            flow: wholeFlow(scene),
            checks: [...endChecks(scene), ...throughGatewayEndpoint(endpoint, scene)],
          },
          scene,
        ),
      ]);
    return withUnknownReason(
      unknownReason,
      scene,
      mode,
      assuming(
        assumed,
        pathsOf(scene, mode).map((path) => withResolver(path, scene)),
      ),
    );
  }
  return pathsOf(scene, mode);
}

/** The path to a service, preceded by the resolution of its DNS name. */
export function withResolver(path: Path, scene: FlowContext): Path {
  const resolver = resolverCheck(scene) ?? nameServerCheck(scene);
  const resolved = resolver ? { ...path, checks: [onEveryPath(resolver), ...path.checks] } : path;
  return behindDnsFirewall(resolved, scene);
}

function behindDnsFirewall(path: Path, scene: FlowContext): Path {
  const firewall = dnsFirewallFilter(scene);
  return firewall ? { ...path, checks: [onEveryPath(firewall), ...path.checks] } : path;
}

/** Security groups still have to allow egress to the service's addresses (fact EP-03). */
export function throughGatewayEndpoint(endpoint: VpcEndpoint, scene: FlowContext): readonly Filter[] {
  const subnet = scene.from.subnet!;
  return [
    groupFilter(scene, 'egress'),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'to', ports: 'traffic' }),
    constantFilter(
      { resource: endpoint.id, kind: 'endpoint', at: endpoint.at },
      'open',
      () => {
        throw new Error('A gateway endpoint on the table is never in the way.');
      },
      'a gateway endpoint on the subnet’s route table',
    ),
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'to', ports: 'port' }),
  ].filter((check) => check !== undefined);
}

/** Without the resolver no AWS name can be resolved (fact DNS-04). */
function resolverCheck({ from, network }: FlowContext): Filter | undefined {
  const vpc = from.subnet && find(network.vpcs, from.subnet.vpc);
  // Hosts with other name servers do not need the Amazon-provided one.
  if (nameServersOf(vpc?.id, network).kind === 'other') return undefined;
  if (!vpc || vpc.dnsSupport.kind === 'absent') return undefined;
  const { dnsSupport } = vpc;
  if (dnsSupport.kind === 'known' && dnsSupport.value) return undefined;
  const state =
    dnsSupport.kind === 'known'
      ? 'closed'
      : unknownBecause(`EnableDnsSupport of ${vpc.id} is unknown`, dnsSupport);
  return constantFilter({ resource: vpc.id, kind: 'workload', at: vpc.at }, state, () => ({
    code: null,
    resource: vpc.id,
    at: dnsSupport.at,
    reason: { kind: 'no-resolver', vpc: vpc.id },
    change: { kind: 'enable-dns', vpc: vpc.id, attribute: 'EnableDnsSupport' },
  }));
}

/** The interface endpoints of a service in a VPC. */
export function interfaceEndpoints(
  service: ServiceName,
  vpc: string,
  network: Network,
): readonly VpcEndpoint[] {
  return endpointsIn(vpc, network).filter(
    (endpoint) =>
      isInterface(endpoint) &&
      isFor(endpoint, service.name) &&
      servesRegion(endpoint, service, network) !== 'no',
  );
}

/** An endpoint that may be one of the service: its service or its type is unknown. */
function unreadEndpoint({ name }: ServiceName, vpc: string, network: Network): UnknownReason | undefined {
  for (const endpoint of endpointsIn(vpc, network)) {
    const { id, service, type } = endpoint;
    if (service.kind === 'unknown' && isInterface(endpoint) && privateDnsOf(endpoint, network) !== 'no')
      return unknownOf(`the service of ${id} is known only after deployment`, service);
    if (type.kind === 'unknown' && isFor(endpoint, name))
      return unknownOf(`the type of ${id} is known only after deployment`, type);
  }
  return undefined;
}

function isInterface({ type }: VpcEndpoint): boolean {
  return type.kind === 'known' && type.value === 'Interface';
}

function endpointsIn(vpc: string, network: Network): readonly VpcEndpoint[] {
  return [...network.endpoints.values()].filter((endpoint) => keyOfField(endpoint.vpc) === vpc);
}

/** Whether the service's own name resolves to the endpoint's addresses (facts EP-07, DNS-05). */
export function privateDnsOf(endpoint: VpcEndpoint, network: Network): Truth {
  const { id, service, privateDns, isForInboundResolver } = endpoint;
  const isOn = (field: Field<boolean>, preset: Truth, name: string) =>
    truthOf(field, (value) => value, preset, name);
  const vpc = find(network.vpcs, endpoint.vpc);
  return and(
    isOn(privateDns, 'no', `PrivateDnsEnabled of ${id}`),
    // Such names resolve only for clients outside of the VPC, and those of S3 do so unless DnsOptions say otherwise
    // (fact EP-21).
    not(
      isOn(
        isForInboundResolver,
        truth(service.kind === 'known' && service.value.isAws && service.value.name === 's3'),
        `PrivateDnsOnlyForInboundResolverEndpoint of ${id}`,
      ),
    ),
    // AWS refuses private DNS in a VPC without both attributes, so a VPC outside of the file that has it has both.
    vpc ? isOn(vpc.dnsSupport, 'yes', `EnableDnsSupport of ${vpc.id}`) : 'yes',
    vpc ? isOn(vpc.dnsHostnames, 'no', `EnableDnsHostnames of ${vpc.id}`) : 'yes',
  );
}
