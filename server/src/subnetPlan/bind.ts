import { type Cidr, contains, equals, networkOf, overlaps, withoutHostBits } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import { MOST_PLAN_ZONES } from './allocate/tiers.ts';
import { fillGaps, moved, put, within } from './change.ts';
import {
  type Block,
  type BoundSubnet,
  EMPTY_PLAN,
  freeBlock,
  holderOf,
  isFree,
  isSubnet,
  leavesOf,
  NO_LABELS,
  type Root,
  type SubnetPlan,
} from './model.ts';
import { newRoot } from './roots.ts';

/** A VPC of a template, with the blocks and subnets whose values are known. */
export interface TemplateVpc {
  /** The logical id. */
  readonly id: string;
  /** The known IPv4 blocks, the primary one first. */
  readonly blocks: readonly string[];
  readonly ipv6: string | null;
  readonly subnets: readonly TemplateSubnet[];
}

export interface TemplateSubnet {
  readonly id: string;
  readonly cidr: string;
  /**
   * The index in Fn::GetAZs, or the letter at the end of the zone's name as a number (a is 0); null if neither is
   * known.
   */
  readonly zone: number | null;
  readonly tier: string;
}

/** A bound plan, and the planned blocks that were displaced by the template's own subnets. */
export interface Bound {
  readonly plan: SubnetPlan;
  readonly displaced: readonly string[];
}

/**
 * A plan with the blocks of one VPC of a template as roots, and its subnets in them. It has the zones that the subnets
 * use; three if none is known.
 */
export function planOfVpc(vpc: TemplateVpc): SubnetPlan {
  const used = vpc.subnets.flatMap(({ zone }) => (zone === null ? [] : [zone + 1]));
  const zones = used.length === 0 ? EMPTY_PLAN.zones : Math.min(MOST_PLAN_ZONES, Math.max(...used));
  return bindVpc({ ...EMPTY_PLAN, zones }, vpc).plan;
}

/**
 * Updates a plan to the current template, which always takes precedence. When a block of the VPC moves, its plan moves
 * along; new subnets are placed; deleted subnets become free, or planned again if they were planned before.
 */
export function bindVpc(plan: SubnetPlan, vpc: TemplateVpc): Bound {
  const displaced: string[] = [];
  const cidrs = vpc.blocks.flatMap((text) => known(text));
  const mine = plan.roots.filter((root) => root.isBound && root.vpc === vpc.id);
  const roots: Root[] = [];
  for (const [index, cidr] of cidrs.entries()) {
    const before = mine.find((root) => equals(root.cidr, cidr)) ?? mine[index];
    const root = before
      ? refitted(before, cidr)
      : newRoot({ ...plan, roots: plan.roots.concat(roots) }, cidr, vpc.id);
    const ipv6 = index === 0 ? ipv6Of(vpc.ipv6) : null;
    const subnets = vpc.subnets.filter((subnet) => known(subnet.cidr).some((one) => contains(cidr, one)));
    const blocks = occupy(root.blocks, subnets, displaced);
    roots.push({ ...root, isBound: true, vpc: vpc.id, ipv6: ipv6 ?? root.ipv6, blocks });
  }
  const others = plan.roots.filter((root) => !mine.includes(root));
  const at = mine.length > 0 ? plan.roots.indexOf(mine[0]!) : plan.roots.length;
  const before = others.filter((root) => plan.roots.indexOf(root) < at);
  const after = others.filter((root) => !before.includes(root));
  const zones = Math.min(
    MOST_PLAN_ZONES,
    Math.max(plan.zones, ...vpc.subnets.map(({ zone }) => (zone ?? 0) + 1)),
  );
  return { plan: { zones, roots: [...before, ...roots, ...after] }, displaced };
}

/** Detaches the plan from its template, for example when the template is gone. Its subnets stay, as planned ones. */
export function unbind(plan: SubnetPlan): SubnetPlan {
  const free = (blocks: readonly Block[]): readonly Block[] =>
    blocks.map((block) => ({ ...block, resource: null, blocks: free(block.blocks) }));
  return {
    ...plan,
    roots: plan.roots.map((root) => ({ ...root, isBound: false, blocks: free(root.blocks) })),
  };
}

function known(text: string): Cidr[] {
  const cidr = parseCidr(text);
  return cidr.kind === 'error' ? [] : [withoutHostBits(cidr)];
}

function ipv6Of(text: string | null): Root['ipv6'] {
  if (text === null || text === 'amazon') return text;
  return known(text)[0] ?? null;
}

function refitted(root: Root, cidr: Cidr): Root {
  if (equals(root.cidr, cidr)) return root;
  if (root.cidr.family === cidr.family && root.cidr.prefix === cidr.prefix) {
    return { ...root, cidr, blocks: moved(root.blocks, networkOf(cidr) - networkOf(root.cidr)) };
  }
  const kept = within(root.blocks, cidr).filter((block) => !isFree(block));
  return { ...root, cidr, blocks: fillGaps(cidr, kept) };
}

function occupy(
  blocks: readonly Block[],
  subnets: readonly TemplateSubnet[],
  displaced: string[],
): readonly Block[] {
  const kept = new Set<TemplateSubnet>();
  const result = released(blocks, subnets, kept);
  // Larger blocks first: of two that overlap, which AWS rejects, the smaller one is then placed within the larger.
  const cidrOf = ({ cidr }: TemplateSubnet) => known(cidr)[0]!;
  const fresh = subnets.filter((one) => !kept.has(one));
  const coming = subnets
    .filter((one) => !kept.has(one) || fresh.some((other) => contains(cidrOf(other), cidrOf(one))))
    .sort((a, b) => cidrOf(a).prefix - cidrOf(b).prefix);
  return coming.reduce((all, subnet) => placed(all, subnet, displaced), result);
}

/** The blocks without the subnets that the template no longer has unchanged; unchanged subnets are added to `kept`. */
function released(
  blocks: readonly Block[],
  subnets: readonly TemplateSubnet[],
  kept: Set<TemplateSubnet>,
): readonly Block[] {
  let isSame = true;
  const result = blocks.map((block) => {
    let next = block;
    const { resource } = block;
    if (resource) {
      const own = subnets.filter(({ id }) => id === resource.id);
      const same = own.find((subnet) => isAsRead(resource, subnet) && !isInTheWay(block, subnet, subnets));
      if (same) kept.add(same);
      else if (own.length === 0 && resource.planned !== null) {
        next = { ...block, name: resource.planned, resource: null };
      } else next = { ...block, ...NO_LABELS, note: block.note, resource: null };
    }
    const inner = released(next.blocks, subnets, kept);
    if (inner !== next.blocks) next = { ...next, blocks: inner };
    if (next !== block) isSame = false;
    return next;
  });
  return isSame ? blocks : result;
}

/**
 * True if the template now has another subnet at the planned new place of a subnet; the subnet then keeps its place.
 */
function isInTheWay(block: Block, own: TemplateSubnet, subnets: readonly TemplateSubnet[]): boolean {
  if (formatCidr(block.cidr) === block.resource?.cidr) return false;
  return subnets.some((other) => other !== own && known(other.cidr).some((one) => overlaps(one, block.cidr)));
}

function isAsRead({ cidr, zone }: BoundSubnet, subnet: TemplateSubnet): boolean {
  return cidr === formatCidr(known(subnet.cidr)[0]!) && zone === subnet.zone;
}

/** The blocks with the template's subnet at its place. */
function placed(blocks: readonly Block[], subnet: TemplateSubnet, displaced: string[]): readonly Block[] {
  const cidr = known(subnet.cidr)[0]!;
  const before = blockAt(blocks, cidr);
  for (const leaf of leavesOf(blocks)) {
    if (isFree(leaf) || leaf.resource || equals(leaf.cidr, cidr)) continue;
    if (contains(cidr, leaf.cidr)) displaced.push(leaf.name || formatCidr(leaf.cidr));
  }
  const planned = before ? plannedName(before) : null;
  return put(blocks, {
    ...freeBlock(cidr),
    name: subnet.id,
    zone: subnet.zone,
    tier: before?.tier || subnet.tier,
    note: before?.note ?? '',
    ipv6: before?.ipv6 ?? null,
    resource: { id: subnet.id, cidr: formatCidr(cidr), zone: subnet.zone, planned },
  });
}

/** The block with that CIDR, at any depth. */
function blockAt(blocks: readonly Block[], cidr: Cidr): Block | undefined {
  let block = holderOf(blocks, cidr);
  while (block && !equals(block.cidr, cidr)) block = holderOf(block.blocks, cidr);
  return block;
}

function plannedName(block: Block): string | null {
  if (block.resource) return block.resource.planned;
  return isSubnet(block) ? block.name : null;
}
