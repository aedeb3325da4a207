import { isSubnetPrefix, NEVER_IN_A_VPC, subnetSizes } from '../cidr/awsSubnet.ts';
import { type Cidr, contains, overlaps } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import { type Block, isSubnet, leavesOf, type Root, type SubnetPlan } from './model.ts';

/** An AWS limit that applies to a block. */
export interface Limit {
  /** `refused`: AWS rejects it. `trouble`: AWS accepts it, but something does not work. `note`: worth knowing. */
  readonly kind: 'refused' | 'trouble' | 'note';
  readonly text: string;
  /** Ids of the facts behind it. */
  readonly facts: readonly string[];
}

const block = (text: string): Cidr => parseCidr(text) as Cidr;

const DOCKER = block('172.17.0.0/16');
const SHARED = block('100.64.0.0/10');
const TEN = block('10.0.0.0/8');
const ONE_SEVEN_TWO = block('172.16.0.0/12');
const ONE_NINE_TWO = block('192.168.0.0/16');
const BENCHMARK = block('198.19.0.0/16');
/** Of which 198.19.0.0/16 is a part: https://www.rfc-editor.org/rfc/rfc6890, section 2.2.2. */
const NOT_ROUTED = block('198.18.0.0/15');
const DEFAULT_VPC = block('172.31.0.0/16');
const PRIVATE = [TEN, ONE_SEVEN_TWO, ONE_NINE_TWO];

function overlapLimit({ cidr, vpc }: Root, other: Root): Limit {
  const both = `${formatCidr(cidr)} overlaps ${formatCidr(other.cidr)}`;
  if (other.vpc === vpc)
    return { kind: 'refused', text: `${both} of the same VPC, ${vpc}.`, facts: ['CIDR-07'] };
  const text = `${both} of ${other.vpc}; the two VPCs cannot be peered.`;
  return { kind: 'trouble', text, facts: ['PCX-01'] };
}

function ipv6Limits(cidr: Cidr): readonly Limit[] {
  if (cidr.prefix >= 44 && cidr.prefix <= 60 && cidr.prefix % 4 === 0) return [];
  const text = `A VPC's IPv6 block is /44 to /60 in steps of 4; ${formatCidr(cidr)} has another size.`;
  return [{ kind: 'note', text, facts: ['X-07'] }];
}

/** The limits of an IPv4 block that hold in any VPC. */
function ipv4Limits(cidr: Cidr): readonly Limit[] {
  const name = formatCidr(cidr);
  const limits: Limit[] = [];
  const say = (kind: Limit['kind'], text: string, ...facts: string[]) => limits.push({ kind, text, facts });
  const never = NEVER_IN_A_VPC.find((one) => overlaps(one, cidr));
  if (never) say('refused', `AWS rejects ${formatCidr(never)} in a VPC.`, 'CIDR-02', 'CIDR-14');
  if (cidr.prefix < 16) {
    say(
      'note',
      `${name} is too large: a VPC is /16 to /28, so it has space for ${2 ** Math.min(16 - cidr.prefix, 16)} of the largest.`,
      'CIDR-01',
    );
  }
  if (cidr.prefix > 28) say('refused', `${name} is too small: a VPC is /16 to /28.`, 'CIDR-01');
  if (overlaps(DOCKER, cidr) && cidr.prefix >= 16) {
    say(
      'trouble',
      'Services that run Docker, such as Cloud9 and SageMaker AI, use 172.17.0.0/16 internally and cannot reach these addresses.',
      'CIDR-04',
    );
  }
  if (!never && !isUsual(cidr)) {
    say(
      'note',
      `${name} contains public addresses; this VPC cannot reach the internet hosts that have them.`,
      'CIDR-03',
    );
  }
  return limits;
}

/** AWS limits for this block as a block of a VPC. */
export function limitsOfRoot(plan: SubnetPlan, root: Root): readonly Limit[] {
  const { cidr, vpc } = root;
  const limits: Limit[] = [];
  const say = (kind: Limit['kind'], text: string, ...facts: string[]) => limits.push({ kind, text, facts });
  if (cidr.family === 6) return ipv6Limits(cidr);
  limits.push(...ipv4Limits(cidr));
  const own = plan.roots.filter((one) => one.vpc === vpc && one.cidr.family === 4);
  if (own.indexOf(root) >= 5) {
    say(
      'trouble',
      `The quota is 5 IPv4 blocks per VPC, up to 50 on request. This is number ${own.indexOf(root) + 1}.`,
      'CIDR-05',
    );
  }
  const primary = own[0];
  if (primary && primary !== root) {
    const clash = associationLimit(primary.cidr, cidr, own.slice(0, own.indexOf(root)));
    if (clash)
      say(
        'refused',
        `The primary block of ${vpc} is ${formatCidr(primary.cidr)}, so ${clash.text}`,
        clash.fact,
      );
  }
  const overlapping = plan.roots.filter((other) => other !== root && overlaps(other.cidr, cidr));
  limits.push(...overlapping.map((other) => overlapLimit(root, other)));
  const subnets = own.reduce((sum, one) => sum + leavesOf(one.blocks).filter(isSubnet).length, 0);
  if (primary === root && subnets > 200) {
    say('trouble', `The quota is 200 subnets per VPC, more on request. ${vpc} has ${subnets}.`, 'SUB-06');
  }
  return limits;
}

function isUsual(cidr: Cidr): boolean {
  return [...PRIVATE, SHARED, NOT_ROUTED].some((one) => contains(one, cidr));
}

/**
 * Why AWS rejects `added` as a secondary block of a VPC whose primary block is `primary` (facts CIDR-09 to CIDR-13).
 */
function associationLimit(
  primary: Cidr,
  added: Cidr,
  earlier: readonly Root[],
): { readonly text: string; readonly fact: string } | undefined {
  const among = (blocks: readonly Cidr[]) => blocks.find((one) => overlaps(one, added));
  const not = (found: Cidr | undefined, fact: string) =>
    found && { text: `AWS rejects secondary blocks in ${formatCidr(found)}.`, fact };
  if (contains(TEN, primary)) {
    const fifteen = block('10.0.0.0/15');
    const low = block('10.0.0.0/16');
    if (overlaps(low, added) && earlier.some(({ cidr }) => overlaps(fifteen, cidr)))
      return not(low, 'CIDR-09');
    return not(among([ONE_SEVEN_TWO, ONE_NINE_TWO, BENCHMARK]), 'CIDR-09');
  }
  if (contains(ONE_SEVEN_TWO, primary)) {
    return not(among([TEN, ONE_NINE_TWO, DEFAULT_VPC, BENCHMARK]), 'CIDR-10');
  }
  if (contains(ONE_NINE_TWO, primary)) return not(among([TEN, ONE_SEVEN_TWO, BENCHMARK]), 'CIDR-11');
  if (contains(BENCHMARK, primary)) return not(among(PRIVATE), 'CIDR-12');
  return not(among([...PRIVATE, BENCHMARK]), 'CIDR-13');
}

/** AWS limits for this block as a subnet; empty for a block that is not a subnet. */
export function limitsOfBlock(root: Root, one: Block): readonly Limit[] {
  const limits: Limit[] = [];
  const name = one.name || formatCidr(one.cidr);
  const { family, prefix } = one.cidr;
  if (isSubnet(one) && !isSubnetPrefix(family, prefix)) {
    const fact = family === 4 ? 'SUB-01' : 'SUB-03';
    limits.push({
      kind: 'refused',
      text: `${name} is a /${prefix}; AWS accepts ${subnetSizes(family)}.`,
      facts: [fact],
    });
  }
  if (isSubnet(one) && one.zone === null && !one.resource) {
    limits.push({ kind: 'note', text: `${name} has no zone; AWS picks one.`, facts: ['SUB-01'] });
  }
  if (isSubnet(one) && root.ipv6 !== null && one.ipv6 !== null && one.ipv6 >= ipv6Room(root.ipv6)) {
    limits.push({
      kind: 'refused',
      text: `${name} has /64 number ${one.ipv6}, and ${root.vpc} has ${ipv6Room(root.ipv6)}.`,
      facts: ['SUB-03'],
    });
  }
  return limits;
}

/** The number of /64 blocks in a VPC's IPv6 block, at most 2^20; Amazon provides a /56. */
export function ipv6Room(ipv6: Cidr | 'amazon'): number {
  const prefix = ipv6 === 'amazon' ? 56 : ipv6.prefix;
  return prefix > 64 ? 0 : 2 ** Math.min(64 - prefix, 20);
}

/** Something that is placed in subnets, with the number of addresses that one takes in each. */
export interface Fit {
  readonly what: string;
  readonly count: bigint;
  readonly why: string;
}

/**
 * How many of each kind fit in a subnet with that many usable addresses, each kind alone. Lambda functions take no
 * address of their own: functions with the same groups share an interface (LAM-03).
 */
export function fitsIn(usable: bigint, prefix: number): readonly Fit[] {
  return [
    {
      what: 'sets of Lambda functions with the same security groups',
      count: usable,
      why: 'each shares one network interface, up to 65,000 connections',
    },
    {
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
      what: 'application load balancers',
      count: prefix > 27 ? 0n : usable / 8n,
      why: prefix > 27 ? 'their subnets are /27 or larger' : '8 free addresses each, to scale',
    },
    { what: 'database instances', count: usable, why: 'one address each' },
  ];
}
