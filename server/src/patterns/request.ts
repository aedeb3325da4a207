import { ENDPOINT_SERVICES } from '../aws/services.ts';
import { isSubnetPrefix } from '../cidr/awsSubnet.ts';
import { type Cidr, hasHostBits, withoutHostBits } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import { EXTRAS, type Extra, PATTERNS, type Pattern, ZONE_COUNTS } from './patterns.ts';

/** The network that somebody wants. */
export interface NetworkRequest {
  readonly pattern: Pattern;
  readonly zones: number;
  /** An IPv4 block without host bits that AWS accepts for a VPC. */
  readonly cidr: Cidr;
  readonly extras: ReadonlySet<Extra>;
  /** The services that get an endpoint, those of the pattern first. */
  readonly endpoints: readonly string[];
}

/** The same as it was typed. */
export interface NetworkWords {
  readonly pattern: string;
  readonly zones: string;
  readonly cidr: string;
  /** Names of extras and of services; `endpoints=s3` is the same as `s3`. */
  readonly extras: readonly string[];
}

export interface Refused {
  /** One sentence. */
  readonly refused: string;
  /** The block has no room for the subnets. */
  readonly isTooSmall?: true;
}

/** The endpoints that the agent of Session Manager needs without a path to the internet (EP-13). */
const SESSION_MANAGER = ['ssm', 'ssmmessages', 'ec2messages'];

/** Reads a request, or says in one sentence why it cannot be met. */
export function readNetworkRequest(words: NetworkWords): NetworkRequest | Refused {
  const pattern = PATTERNS.find(({ id }) => id === words.pattern);
  if (!pattern)
    return {
      refused: `There is no pattern "${words.pattern}": choose one of ${PATTERNS.map(({ id }) => id).join(', ')}.`,
    };
  const zones = ZONE_COUNTS.find((count) => String(count) === words.zones);
  if (zones === undefined)
    return { refused: `The number of zones must be ${ZONE_COUNTS.join(' or ')}, not "${words.zones}".` };
  const cidr = readBlock(words.cidr);
  if ('refused' in cidr) return cidr;
  const named = words.extras
    .map((word) => word.trim().replace(/^endpoints=/, ''))
    .filter((word) => word !== '');
  const unknown = named.find((word) => !isExtra(word) && !ENDPOINT_SERVICES.has(word));
  if (unknown !== undefined)
    return {
      refused: `There is no extra "${unknown}": choose from ${Object.keys(EXTRAS).join(', ')} and endpoints=SERVICE, such as endpoints=s3,sqs.`,
    };
  const extras = new Set(named.filter(isExtra));
  if (extras.has('bastion') && pattern.id === 'internal')
    return { refused: 'internal has no public subnet for a bastion; session-manager works without one.' };
  const endpoints = [
    ...pattern.endpoints,
    // The password of the database is in Secrets Manager, which nothing else provides a path to.
    ...(pattern.id === 'internal' && extras.has('rds') ? ['secretsmanager'] : []),
    ...(extras.has('session-manager') ? SESSION_MANAGER : []),
    ...named.filter((word) => !isExtra(word)),
  ];
  return { pattern, zones, cidr, extras, endpoints: [...new Set(endpoints)] };
}

function isExtra(word: string): word is Extra {
  return Object.hasOwn(EXTRAS, word);
}

/** A VPC has the same sizes as a subnet: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html. */
function readBlock(text: string): Cidr | Refused {
  const cidr = parseCidr(text);
  if (cidr.kind === 'error') return { refused: cidr.message };
  if (cidr.family === 6) return { refused: `A VPC needs an IPv4 block, and ${text} is IPv6.` };
  const network = withoutHostBits(cidr);
  if (hasHostBits(cidr))
    return { refused: `${text} is an address within ${formatCidr(network)}, not a block.` };
  if (!isSubnetPrefix(4, cidr.prefix))
    return { refused: `AWS accepts VPCs from /16 to /28, not /${cidr.prefix}.` };
  return network;
}
