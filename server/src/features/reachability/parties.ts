import { SERVICE_OF_ASKED_TYPE, SERVICE_OF_TYPE, serviceNamed } from '../../aws/services.ts';
import { parseAddress, parseCidr } from '../../cidr/parse.ts';
import { ABSENT } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { mountTargetsOf } from '../../reach/locations/party.ts';
import type { Party } from '../../reach/question.ts';
import type { Template } from '../../template/template.ts';
import { runsOn } from './senders.ts';

/** Possible sources: everything with an address of its own. */
export function isSource(
  party: Party,
): party is Exclude<Party, { kind: 'service' | 'public-endpoint' | 'file-system' }> {
  return party.kind === 'workload' || party.kind === 'address' || party.kind === 'internet';
}

/** The party that a name means: an object of the file first, then a keyword, then a service, then an address. */
export function partyNamed(
  name: string,
  network: Network,
  template: Template | undefined,
  ipv6 = false,
): Party | undefined {
  if (network.workloads.has(name) || network.endpoints.has(name)) return { kind: 'workload', id: name };
  if (network.publicEndpoints.has(name)) return { kind: 'public-endpoint', id: name };
  const subnet = network.subnets.get(name);
  const block = ipv6 || subnet?.ipv4.kind === 'absent' ? subnet?.ipv6 : subnet?.ipv4;
  if (block?.kind === 'known') return { kind: 'address', cidr: block.value };
  // An access point is mounted as its file system is: https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
  const files = keyOfField(network.accessPoints.get(name)?.fileSystem ?? ABSENT) ?? name;
  if (mountTargetsOf(files, network).length > 0) return { kind: 'file-system', id: files };
  const service = SERVICE_OF_ASKED_TYPE[template?.resources.get(name)?.type ?? ''];
  if (service !== undefined) return { kind: 'service', name: service };
  if (name === 'internet' || name === '0.0.0.0/0') return { kind: 'internet' };
  const named = serviceNamed(name);
  if (named !== undefined) return { kind: 'service', name: named };
  const text = withoutIpv4Tail(name);
  const cidr = parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  return cidr.kind === 'cidr' ? { kind: 'address', cidr } : (serviceOfHost(name) ?? serviceOfLongName(name));
}

/**
 * Rewrites an IPv6 address with a dotted IPv4 tail in hexadecimal. AWS accepts no such notation, but NAT64 addresses
 * are written so: https://www.rfc-editor.org/rfc/rfc6052#section-2.4
 */
function withoutIpv4Tail(text: string): string {
  const at = text.lastIndexOf(':') + 1;
  const tail = at > 0 ? parseAddress(text.slice(at)) : undefined;
  if (tail?.kind !== 'address' || tail.family !== 4) return text;
  const groups = [tail.value >> 16n, tail.value & 0xffffn].map((group) => group.toString(16));
  return `${text.slice(0, at)}${groups.join(':')}`;
}

/**
 * As `partyNamed`, for a source. A distribution of CloudFront sends into a VPC from its VPC origin, if it has one alone, and a
 * service of App Runner from its connector, or without one from a public network
 * (https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html).
 */
export function sourceNamed(
  name: string,
  network: Network,
  template: Template | undefined,
  ipv6 = false,
): Party | undefined {
  const runner = runsOn(name, template);
  if (runner !== undefined) return partyNamed(runner, network, template, ipv6);
  const { origins } = network.publicEndpoints.get(name) ?? {};
  if (origins?.kind === 'absent' && template?.resources.get(name)?.type === 'AWS::AppRunner::Service')
    return { kind: 'internet' };
  const [only, ...others] = origins?.kind === 'known' ? origins.items : [];
  const origin = only && others.length === 0 ? find(network.workloads, only) : undefined;
  return origin ? { kind: 'workload', id: origin.id } : partyNamed(name, network, template, ipv6);
}

/**
 * As `partyNamed`, for a destination. A function accepts no connections and answers at its URL, if it has one; a search
 * domain outside of any VPC answers at a public name
 * (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html), and so does what AWS runs in its own
 * network.
 */
export function destinationNamed(
  name: string,
  source: Party | undefined,
  network: Network,
  template: Template | undefined,
  ipv6 = false,
): Party | undefined {
  const party = partyNamed(name, network, template, ipv6);
  const workload = party?.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  const isDetached = workload?.subnets.kind === 'absent';
  const isHosted = workload !== undefined && 'isHosted' in workload;
  if (isHosted || (workload?.kind === 'search-domain' && isDetached))
    return { kind: 'public-endpoint', id: name };
  // A delivery stream has network interfaces for what it sends, and is written to by the API of its service.
  const service = workload && SERVICE_OF_TYPE[workload.type];
  if (service !== undefined) return { kind: 'service', name: service };
  if (workload?.kind !== 'function') return party;
  const asker = source?.kind === 'workload' ? network.workloads.get(source.id) : undefined;
  const url = [...network.publicEndpoints.values()].find((one) => keyOfField(one.function) === name);
  return url && asker?.kind !== 'load-balancer' ? { kind: 'public-endpoint', id: url.id } : party;
}

/**
 * The global name of STS, which no endpoint has; `aws-global` is AWS's name for the region that it stands for:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_create.html
 */
const GLOBAL_STS = 'sts.amazonaws.com';

/**
 * What follows the name of a bucket or the account of a registry in a host:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
const OF_ONE_RESOURCE = /(?<=\.)s3$|(?<=^\d{12}\.)dkr\.ecr$/;

/**
 * A service by its host name, such as `s3.us-west-2.amazonaws.com` or `sqs.us-west-2`:
 * https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
function serviceOfHost(host: string): Party | undefined {
  const found = /^([a-z0-9.-]+?)(?:\.([a-z]{2}(?:-[a-z]+)+-\d))?(\.amazonaws\.com(?:\.cn)?)?$/.exec(host);
  const [, label, region, ending] = found ?? [];
  if (label === undefined || (region === undefined && ending === undefined)) return undefined;
  const [ofOne = label] = OF_ONE_RESOURCE.exec(label) ?? [];
  const name = serviceNamed(ofOne);
  if (name === undefined) return undefined;
  const asked = region ?? (host === GLOBAL_STS ? 'aws-global' : undefined);
  return { kind: 'service', name, ...(asked !== undefined && { region: asked }) };
}

/** Services whose resources are reached by the service itself. The first letters of their ARNs are those of their endpoints. */
const SERVICE_OF_ARN = /^(?:s3|dynamodb|sqs|sns|secretsmanager|ssm|kms|kinesis|lambda|states|events|logs)$/;

/**
 * A service by the name that its endpoints have, or by the ARN of a resource that it serves:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function serviceOfLongName(text: string): Party | undefined {
  const [, endpointRegion, ofEndpoint] =
    /^(?:cn\.)?com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d)\.([a-z0-9.-]+)$/.exec(text) ?? [];
  const [, ofArn, arnRegion] = /^arn:[a-z-]+:([a-z0-9-]+):([a-z0-9-]*):/.exec(text) ?? [];
  const label = ofEndpoint ?? (ofArn !== undefined && SERVICE_OF_ARN.test(ofArn) ? ofArn : undefined);
  const name = label === undefined ? undefined : serviceNamed(label);
  const region = endpointRegion ?? (arnRegion || undefined);
  return name === undefined ? undefined : { kind: 'service', name, ...(region !== undefined && { region }) };
}

/**
 * The one name in the file that another spelling means: in another case, or without an inventory's prefix, as
 * `orders-db` for `db:orders-db`. Undefined if there are several.
 */
export function aliasIn(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const inOtherLetters = names.filter((one) => one.toLowerCase() === wanted);
  const meant =
    inOtherLetters.length > 0
      ? inOtherLetters
      : names.filter((one) => one.includes(':') && one.slice(one.indexOf(':') + 1).toLowerCase() === wanted);
  return meant.length === 1 ? meant[0] : undefined;
}
