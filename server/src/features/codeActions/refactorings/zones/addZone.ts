import { type Cidr, compareCidrs, contains } from '../../../../cidr/cidr.ts';
import { formatCidr } from '../../../../cidr/format.ts';
import { keyOfField } from '../../../../network/lookup.ts';
import { allocate } from '../../../../subnetPlan/allocate/allocate.ts';
import { dataOf, isSameData } from '../../../../syntax/edit/data.ts';
import { isDataMapping } from '../../../../syntax/edit/print.ts';
import type { Data, Edit } from '../../../../syntax/edit.ts';
import { entriesOf, valueAt } from '../../../../syntax/tree.ts';
import { listed } from '../../../../wording/listed.ts';
import { sliceLike } from '../../../subnets/cidrSlice.ts';
import { freeName } from '../../../subnets/subnetStyle.ts';
import { tierFromName } from '../../../subnets/tierFromName.ts';
import { blockBehind, spaceOf } from '../../../subnets/vpcSpace.ts';
import { type CursorResource, propertyNode } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';
import { nextData, nextText } from './nextText.ts';
import { type Counterpart, type ZonePlan, zonePlanOf } from './zonePlan.ts';

/**
 * Adds the resources that a VPC's last zone has for the next zone. Offered on the VPC and on its subnets. Workloads
 * stay in their zones.
 */
export function addZone(place: CursorResource): readonly Refactoring[] {
  const { resource, networks, isOnName } = place;
  if (!isOnName) return [];
  const subnet = networks.map(({ subnets }) => subnets.get(resource.id)).find((one) => one !== undefined);
  const vpc = resource.type === 'AWS::EC2::VPC' ? resource.id : subnet && keyOfField(subnet.vpc);
  const plans = vpc === undefined ? [] : networks.map((network) => zonePlanOf(network, vpc));
  const [plan] = plans;
  // If a condition is involved, the next zone may differ between scenarios.
  if (!plan || vpc === undefined || !plans.every((one) => JSON.stringify(one) === JSON.stringify(plan)))
    return [];
  const blocks = blocksOf(place, vpc, plan);
  const renamed = namesOf(place, plan);
  if (!blocks || !renamed) return [];
  const edits: Edit[] = [];
  for (const part of partsOf(plan)) {
    const made = bodyOf(place, plan, part, renamed, blocks.get(part.current));
    if (made === undefined) return [];
    edits.push({
      op: 'insert-entry',
      into: place.resources,
      key: renamed.get(part.current)!,
      value: made,
      after: part.current,
    });
  }
  const names = [...plan.subnets, ...plan.natGateways].map(({ current }) => renamed.get(current)!);
  const ordinal = plan.zone === 0 ? 'second' : 'third';
  return [
    {
      kind: 'rewrite',
      title: `Add a ${ordinal} zone: ${listed(names, 6)}`,
      edits: [...edits, ...listEdits(place, plan, renamed)],
    },
  ];
}

function partsOf({ subnets, natGateways, routeTables, others }: ZonePlan): readonly Counterpart[] {
  return [...subnets, ...natGateways, ...routeTables, ...others];
}

/**
 * The names of the new resources, by the resources that they are modelled on; undefined if one of these is not in the
 * section itself.
 */
function namesOf({ template, resources }: CursorResource, plan: ZonePlan): Map<string, string> | undefined {
  const renamed = new Map<string, string>();
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  for (const { current, previous } of partsOf(plan)) {
    const isWritten = resources.entries.some(({ key }) => key.text === current);
    if (!isWritten) return undefined;
    // PrivateAInPrivateTable is named after the two resources that it connects.
    const inner = [...renamed]
      .filter(([id]) => current.includes(id))
      .toSorted(([a], [b]) => b.length - a.length);
    const joined = inner.reduce((name, [id, next]) => name.replace(id, () => next), current);
    const next =
      nextText(previous, current, plan.zone) ??
      (joined === current ? `${current}${'BC'[plan.zone]}` : joined);
    renamed.set(current, freeName(next, taken));
  }
  return renamed;
}

/**
 * A block for each new subnet, by the subnet that it is modelled on: the next in its tier's row, else the smallest gap.
 */
function blocksOf(
  { networks, template }: CursorResource,
  vpc: string,
  plan: ZonePlan,
): ReadonlyMap<string, Data> | undefined {
  const space = spaceOf(networks, vpc);
  if (!space) return undefined;
  const { root, siblings } = space;
  const taken = [...space.taken];
  const blocks = new Map<string, Data>();
  for (const { current } of plan.subnets) {
    const subnet = template.resources.get(current)!;
    const isPlain = entriesOf(subnet.properties).every(
      ({ key }) => !/Ipv6|Ipam|Outpost|Netmask/i.test(key.text),
    );
    const own = siblings.find((one) => one.subnet.id === current)?.block;
    const node = propertyNode(subnet, 'CidrBlock');
    const written = node && dataOf(node);
    if (!isPlain || !own || written === undefined || !contains(root, own)) return undefined;
    const row = siblings
      .filter(({ subnet: one }) => tierFromName(one.id) === tierFromName(current))
      .map(({ block }) => block)
      .toSorted(compareCidrs);
    const behind = blockBehind(root, taken, row.at(-1)!);
    const placed =
      behind?.prefix === own.prefix
        ? [behind]
        : allocate(root, [{ name: current, prefix: own.prefix }], taken);
    if ('kind' in placed) return undefined;
    const [block] = placed;
    const data = asWritten(written, root, block!);
    if (data === undefined) return undefined;
    taken.push(block!);
    blocks.set(current, data);
  }
  return blocks;
}

/**
 * A literal if the other block is a literal, a slice of the VPC's block if it is a slice; undefined for a parameter and
 * the like.
 */
function asWritten(written: Data, root: Cidr, block: Cidr): Data | undefined {
  return typeof written === 'string' ? formatCidr(block) : sliceLike(written, root, block);
}

function bodyOf(
  { template }: CursorResource,
  { zone }: ZonePlan,
  { current, previous }: Counterpart,
  renamed: ReadonlyMap<string, string>,
  block: Data | undefined,
): Data | undefined {
  const data = dataOf(template.resources.get(current)!.body);
  const other = previous === undefined ? undefined : template.resources.get(previous);
  if (!isDataMapping(data)) return undefined;
  const next = nextData(other && dataOf(other.body), data, zone, renamed);
  if (block === undefined) return next;
  const [properties, zoneOf] =
    isDataMapping(next) && isDataMapping(next.Properties) ? [next.Properties, data.Properties] : [];
  const place = isDataMapping(zoneOf) ? zoneOf.AvailabilityZone : undefined;
  const select = isDataMapping(place) ? place['Fn::Select'] : undefined;
  if (!properties || !isDataMapping(next) || !Array.isArray(select)) return undefined;
  const index = typeof select[0] === 'string' ? String(zone + 1) : zone + 1;
  return {
    ...next,
    Properties: {
      ...properties,
      AvailabilityZone: { 'Fn::Select': [index, select[1] as Data] },
      CidrBlock: block,
    },
  };
}

/** Gateway endpoints and route propagations include the new tables, too. */
function listEdits(
  { networks, template }: CursorResource,
  { routeTables }: ZonePlan,
  renamed: ReadonlyMap<string, string>,
): Edit[] {
  const owners = new Set(
    networks.flatMap(({ endpoints, routePropagations }) => [
      ...endpoints.keys(),
      ...routePropagations.map(({ id }) => id),
    ]),
  );
  return [...owners].flatMap((owner) => {
    const list = valueAt(template.resources.get(owner)?.properties, 'RouteTableIds');
    if (list?.kind !== 'sequence' || list.tag !== undefined) return [];
    return routeTables.flatMap(({ current }): Edit[] => {
      const at = list.items.findIndex((item) => isReference(dataOf(item), current));
      return at < 0
        ? []
        : [{ op: 'insert-item', into: list, value: { Ref: renamed.get(current)! }, index: at + 1 }];
    });
  });
}

function isReference(data: Data | undefined, id: string): boolean {
  return (
    data !== undefined &&
    (isSameData(data, { Ref: id }) || isSameData(data, { 'Fn::GetAtt': [id, 'RouteTableId'] }))
  );
}
