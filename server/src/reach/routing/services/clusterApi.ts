import { formatCidr } from '../../../cidr/format.ts';
import { vpcKeyOf } from '../../../network/lookup.ts';
import { and, not, type Truth, truthOf } from '../../../network/truth.ts';
import type { ClusterApi, PlainWorkload, Workload } from '../../../network/workload.ts';
import { listed } from '../../../wording/listed.ts';
import { constantFilter, type Filter, type FlowContext, onEveryPath, present } from '../../filters/filter.ts';
import { type Location, nameOf } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import { narrow } from '../../packets/flow.ts';
import { type Destination, type Path, wholeFlow } from '../../packets/path.ts';
import { isWithin, publicAddresses, rangesOf, unite } from '../../packets/ranges.ts';
import { notKnown } from '../deadEnds.ts';
import { destinationsOf } from './services.ts';

/** The port of the Kubernetes API server of EKS: https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html */
const API_PORT = 443;

type Cluster = PlainWorkload & { readonly api: ClusterApi };

/**
 * The paths to the API server of an EKS cluster if its name resolves to public addresses: for everybody if the endpoint
 * is public, except for the cluster's own VPC if it is private as well (fact EKS-02). Undefined if the name resolves to
 * the cluster's interfaces.
 */
export function clusterApiFrom(
  from: Location,
  workload: Workload | undefined,
  places: readonly Location[],
  scene: Omit<FlowContext, 'from' | 'to'>,
): readonly Destination[] | undefined {
  const { traffic, network } = scene;
  if (!isCluster(workload) || traffic.protocol !== 'tcp' || traffic.port !== API_PORT) return undefined;
  // An IPv6 endpoint exists only for IPv6 clusters, and the cluster's family is not read.
  if (traffic.family === 6) return undefined;
  const isOutward = usesPublicEndpoint(from, workload, places);
  if (isOutward === 'no') return undefined;
  const party = { kind: 'public-endpoint', id: workload.id } as const;
  const place = { ...locationsOf(party, 4, network)!.locations[0]!, object: workload };
  const own: FlowContext = { ...scene, from, to: place };
  const only = (checks: readonly Filter[]): readonly Destination[] => [
    { to: place, paths: () => [{ flow: wholeFlow(own), checks }] },
  ];
  if (isOutward !== 'yes') return only([notKnown(isOutward, own)]);
  const gate = present([blocksFilter(workload, own)]).map(onEveryPath);
  if (!from.subnet) return only([...gate, ...fromOutside(workload, own)]);
  return destinationsOf(from, { name: workload.id }, scene, place).map(({ to, paths }) => ({
    to,
    paths: (mode) => paths(mode).map((path): Path => ({ ...path, checks: [...path.checks, ...gate] })),
  }));
}

function isCluster(workload: Workload | undefined): workload is Cluster {
  return workload !== undefined && 'api' in workload && workload.api !== undefined;
}

function usesPublicEndpoint(from: Location, { id, api }: Cluster, places: readonly Location[]): Truth {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-eks-cluster-resourcesvpcconfig.html
  const isPublic = truthOf(api.isPublic, (is) => is, 'yes', `EndpointPublicAccess of ${id}`);
  const isPrivate = truthOf(api.isPrivate, (is) => is, 'no', `EndpointPrivateAccess of ${id}`);
  const vpc = vpcKeyOf(from.subnet);
  const isInside = vpc !== undefined && places.some(({ subnet }) => vpcKeyOf(subnet) === vpc);
  return isInside ? and(isPublic, not(isPrivate)) : isPublic;
}

/** From outside of all subnets there is nothing in between, if the source is on the internet. */
function fromOutside({ id, at }: Cluster, scene: FlowContext): readonly Filter[] {
  const { from } = scene;
  if (!isWithin(from.addresses, publicAddresses(4)))
    return [notKnown({ why: `the file does not say how ${nameOf(from)} reaches the internet` }, scene)];
  const hop = { resource: id, kind: 'workload', at } as const;
  return [
    constantFilter(
      hop,
      'open',
      () => {
        throw new Error('A public endpoint is never in the way.');
      },
      'has a public endpoint',
    ),
  ];
}

/** PublicAccessCidrs: the addresses that may use the public endpoint. */
function blocksFilter(cluster: Cluster, scene: FlowContext): Filter | undefined {
  const { id, at, api } = cluster;
  const { from } = scene;
  if (!api.publicBlocks) return undefined;
  const blocks = api.publicBlocks.flatMap((one) => (one.kind === 'known' ? [one.value] : []));
  if (blocks.some(({ family, prefix }) => family === 4 && prefix === 0)) return undefined;
  const hop = { resource: id, kind: 'workload', at } as const;
  const blocker = () => ({
    code: null,
    resource: id,
    at,
    reason: {
      kind: 'cluster-blocks',
      cluster: id,
      blocks: blocks.map(formatCidr),
      other: nameOf(from),
    } as const,
    change: { kind: 'other', what: `Add ${nameOf(from)} to PublicAccessCidrs of ${id}` } as const,
  });
  const unread = api.publicBlocks.find((one) => one.kind !== 'known');
  if (unread) return constantFilter(hop, { why: `PublicAccessCidrs of ${id} are unknown` }, blocker);
  if (from.subnet || from.workload) {
    const why = `the file does not say whether ${id} accepts the public address of ${from.workload?.id ?? nameOf(from)}: it accepts ${listed(blocks.map(formatCidr))}`;
    return constantFilter(hop, { why }, blocker);
  }
  const accepted = unite(...blocks.filter(({ family }) => family === 4).map(rangesOf));
  return { hop, isQuiet: true, apply: (flow, mode) => narrow(flow, 'from', accepted, mode), blocker };
}
