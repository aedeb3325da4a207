import type { Analysis } from '../../analysis.ts';
import { isSubnetPrefix, reservedInAws, usableInAws } from '../../cidr/awsSubnet.ts';
import {
  type Cidr,
  contains,
  firstAddress,
  hasHostBits,
  lastAddress,
  netmaskOf,
  sizeOf,
  withoutHostBits,
} from '../../cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../cidr/format.ts';
import { joined, type Markdown, md } from '../../escape/markdown.ts';
import { type Field, referredResource } from '../../network/field.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { Node, Scalar } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { describeResource } from './describeResource.ts';
import { freeText } from './resource/freeText.ts';
import { classText } from './resource/subnet.ts';
import { zoneText } from './resource/words.ts';

/** A block in a few lines of Markdown: first its meaning, then its position in the VPC and the free blocks. */
export function describeCidr(written: Cidr, at: Scalar, analysis: Analysis): Markdown {
  const [first = '', ...others] = cidrFacts(written, at, analysis);
  return joined([md`**${formatCidr(withoutHostBits(written))}** — ${first}`, ...others], '\n\n');
}

/** The facts about a block of a VPC, a subnet or a route that a function computes; empty for any other call. */
export function factsOfComputed(cidr: Cidr, call: Node, analysis: Analysis): Markdown[] {
  const { content } = analysis;
  const scenario = content.kind === 'template' ? content.scenarios.all[0] : undefined;
  const isPlaced = scenario && placeOf(withoutHostBits(cidr), call, networkOfTemplate(scenario));
  return isPlaced ? cidrFacts(cidr, call, analysis) : routeTo(call, analysis);
}

/** A line each: its size first. `at` is the literal or the call that the block stands in. */
function cidrFacts(written: Cidr, at: Node, analysis: Analysis): Markdown[] {
  const cidr = withoutHostBits(written);
  const scenario = analysis.content.kind === 'template' ? analysis.content.scenarios.all[0] : undefined;
  const place = scenario ? placeOf(cidr, at, networkOfTemplate(scenario)) : undefined;
  const lines = [
    md`${sizeText(cidr, place?.isSubnet ?? isSubnetPrefix(cidr.family, cidr.prefix))}${place ? md` · ${place.text}` : ''}`,
  ];
  if (hasHostBits(written)) lines.push(md`Written as ${formatCidr(written)}; AWS clears the host bits.`);
  if (cidr.prefix === 0) {
    lines.push(md`All IPv${cidr.family} addresses: the whole internet and all private networks.`);
    return [...lines, ...routeTo(at, analysis)];
  }
  const netmask = netmaskOf(cidr);
  const first = formatAddress(firstAddress(cidr));
  const last = formatAddress(lastAddress(cidr));
  if (first !== last)
    lines.push(md`${first} – ${last}${netmask ? md` · netmask ${formatAddress(netmask)}` : md``}`);
  const around = scenario && !place ? aroundText(cidr, networkOfTemplate(scenario)) : undefined;
  if (around) lines.push(around);
  if (place?.isSubnet) {
    const kept = reservedInAws(cidr).map(
      ({ address, role }) => md`${formatAddress(address)} ${ROLE_WORDS[role]}`,
    );
    lines.push(md`AWS reserves ${joined(kept, ' · ')}`);
  }
  if (place?.state) lines.push(place.state);
  if (place?.free) lines.push(place.free);
  return [...lines, ...routeTo(at, analysis)];
}

/** Where the route goes whose destination is at a node. */
function routeTo(at: Node, analysis: Analysis): Markdown[] {
  const { content } = analysis;
  const scenario = content.kind === 'template' ? content.scenarios.all[0] : undefined;
  const route =
    scenario &&
    networkOfTemplate(scenario).routes.find(
      ({ destination }) => destination.kind === 'cidr' && standsIn(destination.cidr, at),
    );
  const described = route && describeResource(route.id, analysis);
  return described ? [described] : [];
}

/** The purposes for which AWS reserves addresses; facts SUB-02 and SUB-03. */
const ROLE_WORDS = {
  network: 'network',
  router: 'router',
  dns: 'DNS',
  future: 'future use',
  broadcast: 'broadcast',
  reserved: 'reserved',
} as const;

function sizeText(cidr: Cidr, isSubnet: boolean): string {
  const size = sizeOf(cidr);
  if (cidr.family === 6) return size === 1n ? '1 address' : `2^${128 - cidr.prefix} addresses`;
  const all = size.toLocaleString('en-US');
  if (!isSubnet) return `${all} ${size === 1n ? 'address' : 'addresses'}`;
  return `${usableInAws(cidr).toLocaleString('en-US')} usable of ${all} addresses`;
}

interface SubnetAt {
  readonly text: string;
  readonly isSubnet: boolean;
  readonly free: Markdown | undefined;
  /** The subnet's default route and its zone. */
  readonly state?: Markdown;
}

/** The VPC or subnet to which this literal belongs, and the free blocks around it. */
function placeOf(cidr: Cidr, at: Node, network: Network): SubnetAt | undefined {
  const key = cidr.family === 4 ? 'ipv4' : 'ipv6';
  for (const subnet of network.subnets.values()) {
    if (!standsIn(subnet[key], at)) continue;
    const vpc = network.vpcs.get(referredResource(subnet.vpc) ?? '');
    const outer = vpc?.[key].find((block) => block.kind === 'known' && contains(block.value, cidr));
    const zone = zoneText(subnet);
    const state = joined(
      [md`${subnet.id}: ${classText(subnet, { network })}`, ...(zone ? [zone] : [])],
      ' · ',
    );
    if (!vpc || outer?.kind !== 'known') return { text: subnet.id, isSubnet: true, free: undefined, state };
    const share = sizeOf(outer.value) / sizeOf(cidr);
    const text = `${subnet.id}, 1/${share.toLocaleString('en-US')} of ${vpc.id} (${formatCidr(outer.value)})`;
    return { text, isSubnet: true, free: freeText(outer.value, vpc, network), state };
  }
  for (const vpc of network.vpcs.values()) {
    if (!vpc[key].some((block) => standsIn(block, at))) continue;
    return { text: `${vpc.id}, a VPC`, isSubnet: false, free: freeText(cidr, vpc, network) };
  }
  return undefined;
}

/** More subnets than these are only counted. */
const MOST_INSIDE = 6;

/** Where a block that is no subnet's and no VPC's lies in the template's own: what it is in, or which subnets it has. */
function aroundText(cidr: Cidr, { subnets, vpcs }: Network): Markdown | undefined {
  const key = cidr.family === 4 ? 'ipv4' : 'ipv6';
  const known = [...subnets.values()].flatMap(({ id, [key]: block }) =>
    block.kind === 'known' ? [{ id, block: block.value }] : [],
  );
  const outer = known.find(({ block }) => contains(block, cidr));
  if (outer) return md`In ${outer.id} (${formatCidr(outer.block)}).`;
  const inside = known.filter(({ block }) => contains(cidr, block)).map(({ id }) => id);
  const blocks = [...vpcs.values()].flatMap(({ id, [key]: own }) =>
    own.flatMap((block) => (block.kind === 'known' ? [{ id, block: block.value }] : [])),
  );
  const vpc = blocks.find(({ block }) => contains(block, cidr));
  if (inside.length > 0)
    return md`Contains ${listed(inside, MOST_INSIDE)}${vpc ? md`, in ${vpc.id} (${formatCidr(vpc.block)})` : md``}.`;
  return vpc ? md`In ${vpc.id} (${formatCidr(vpc.block)}), where no subnet has it.` : undefined;
}

function standsIn(field: Field<Cidr>, at: Node): boolean {
  return field.kind === 'known' && (field.origin === at || field.at === at);
}
