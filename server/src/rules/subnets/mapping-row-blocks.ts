import { isSubnetPrefix } from '../../cidr/awsSubnet.ts';
import { type Cidr, compareCidrs, contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { childValues, entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { haveSameItems } from '../../template/evaluation/inputs.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { isCreated, OTHER_FILES, thisVersion } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { valuesOf } from '../../template/evaluation/values.ts';
import { accepts, acceptsPseudo } from '../../template/parameters.ts';
import type { Resource } from '../../template/resource.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { derived, scenarioOf } from '../engine/watchedFile.ts';

/** Blocks that a mapping has for another stage or region than the parameters' defaults, and that do not work there. */
export default defineRule({
  id: 'mapping-row-blocks',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The blocks that a mapping has for one stage or region do not work',
  why: 'A mapping has the blocks of a VPC and its subnets for each stage or region. Those of a stage that nobody has deployed yet may be too small for a subnet, outside of the VPC or equal to others: AWS rejects the subnet, and the stack of that stage fails.',
  howToFix: 'Correct the block in the mapping.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'SUB-01',
  ],

  *check(file) {
    if (inputsOf(file).length === 0) return;
    const scenario = scenarioOf(file)!;
    const placed = placedIn(scenario);
    const asWritten = blocksIn(placed, scenario);
    for (const [name, rows] of rowsOf(placed, scenario)) {
      for (const row of rows) {
        const bindings = new Map(scenario.bindings).set(name, { kind: 'fixed', text: row });
        const values = valuesOf();
        const blocks = blocksIn(placed, { ...scenario, bindings, values });
        if (values.reads.includes(OTHER_FILES)) thisVersion(scenario, '');
        const isNew = (id: string) => blocks.get(id)?.text !== asWritten.get(id)?.text;
        if (![...blocks.keys()].some(isNew)) continue;
        const label = name === 'AWS::Region' ? `In ${row}` : `With ${name} ${row}`;
        yield* faultsOf(blocks, isNew, label);
      }
    }
  },
});

/**
 * Everything that the blocks of another row depend on; empty if no mapping has blocks. These blocks are evaluated
 * outside of the scenario, whose reads do not record them, so they are computed again only if one of these inputs has
 * changed.
 */
const inputsOf = derived(
  'blocks of other rows',
  ({ scenario }): readonly unknown[] => {
    if (!scenario || scenario.template.hasMacros || scenario.template.mappings.size === 0) return [];
    const placed = placedIn(scenario);
    const count = [...rowsOf(placed, scenario).values()].reduce((sum, rows) => sum + rows.size, 0);
    if (count === 0 || count * placed.length > MOST_VALUES) return [];
    const { template, conditions, bindings } = scenario;
    const { mappings, parameters } = template;
    const chosen = JSON.stringify([[...conditions], [...bindings]]);
    return [...placed, ...mappings.values(), ...parameters.values(), chosen];
  },
  { isSame: haveSameItems },
);

/**
 * The most blocks in all rows together: these take 200 ms after a keystroke in the mapping. Templates written by
 * people have a tenth.
 */
const MOST_VALUES = 4000;

/** The VPCs and subnets of a scenario; none where a VPC has further blocks. */
function placedIn(scenario: Scenario): readonly Resource[] {
  const { resources } = scenario.template;
  const all = [...resources.values()].filter(({ type }) => TYPES.includes(type));
  const placed = all.filter((one) => isCreated(one, scenario));
  return placed.some(({ type }) => type === FURTHER_BLOCK) ? [] : placed;
}

const FURTHER_BLOCK = 'AWS::EC2::VPCCidrBlock';
const VPC = 'AWS::EC2::VPC';

const TYPES = [VPC, 'AWS::EC2::Subnet', FURTHER_BLOCK];

interface Block {
  readonly resource: Resource;
  /** The VPC of a subnet. */
  readonly vpc: string | undefined;
  readonly cidr: Cidr;
  readonly text: string;
  readonly origin: Scalar | undefined;
  readonly defaults: readonly string[];
}

/** The blocks that are known, by logical id. */
function blocksIn(placed: readonly Resource[], scenario: Scenario): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  for (const resource of placed) {
    const value = evaluate(valueAt(resource.properties, 'CidrBlock'), scenario);
    const cidr = value.kind === 'known' ? parseCidr(value.text) : undefined;
    if (value.kind !== 'known' || cidr?.kind !== 'cidr' || cidr.family !== 4) continue;
    const vpc = evaluate(valueAt(resource.properties, 'VpcId'), scenario);
    const owner = vpc.kind === 'reference' ? vpc.resource : undefined;
    const { text, origin, defaults } = value;
    blocks.set(resource.id, { resource, vpc: owner, cidr, text, origin, defaults });
  }
  return blocks;
}

/**
 * The faults of the blocks of a row, in the order of their addresses: of overlapping blocks only neighbours are named.
 */
function* faultsOf(
  blocks: ReadonlyMap<string, Block>,
  isNew: (id: string) => boolean,
  label: string,
): Generator<Report> {
  const report = ({ resource, cidr, origin, defaults }: Block, fact: string, other?: Block): Report => ({
    at: origin ?? resource.key,
    resource: resource.id,
    defaults: [...defaults, ...(other?.defaults ?? [])],
    message: `${label}, ${resource.id} (${formatCidr(cidr)}) ${fact}. AWS rejects ${resource.id}.`,
  });
  const inside: Block[] = [];
  for (const block of blocks.values()) {
    const { id } = block.resource;
    const around = blocks.get(block.vpc ?? '');
    if (!isSubnetPrefix(4, block.cidr.prefix)) {
      if (isNew(id)) yield report(block, 'is no block of /16 to /28');
    } else if (around && !contains(around.cidr, block.cidr)) {
      if (isNew(id) || isNew(around.resource.id))
        yield report(block, `is outside of ${around.resource.id} (${formatCidr(around.cidr)})`, around);
    } else if (around) inside.push(block);
  }
  const order = new Map(inside.map((block, i) => [block, i]));
  for (const pair of overlappingPairs(inside)) {
    const [earlier, later] = pair.toSorted((a, b) => order.get(a)! - order.get(b)!) as [Block, Block];
    if (isNew(earlier.resource.id) || isNew(later.resource.id))
      yield report(later, `overlaps ${earlier.resource.id} (${formatCidr(earlier.cidr)})`, earlier);
  }
}

/** Each block with the smallest one of its VPC that contains it: two blocks overlap only if one contains the other. */
function overlappingPairs(blocks: readonly Block[]): readonly (readonly [Block, Block])[] {
  const around = new Map<string | undefined, Block[]>();
  return blocks
    .toSorted((a, b) => compareCidrs(a.cidr, b.cidr))
    .flatMap((block) => {
      const outer = around.get(block.vpc) ?? [];
      around.set(block.vpc, outer);
      while (outer.length > 0 && !contains(outer.at(-1)!.cidr, block.cidr)) outer.pop();
      const next = outer.at(-1);
      outer.push(block);
      return next ? [[next, block] as const] : [];
    });
}

/** The parameters that choose the rows of mappings for blocks, each with the rows that it can choose. */
function rowsOf(placed: readonly Resource[], scenario: Scenario): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = new Map<string, Set<string>>();
  for (const { properties } of placed)
    for (const [map, name] of lookUpsIn(valueAt(properties, 'CidrBlock'))) {
      const known = rows.get(name) ?? new Set();
      for (const { key } of entriesOf(scenario.template.mappings.get(map)))
        if (isChosenBy(name, key.text, scenario)) known.add(key.text);
      rows.set(name, known);
    }
  return rows;
}

/** Whether a scenario already has the value: there is one for each value of a parameter that a condition compares. */
function isChosenBy(name: string, row: string, { template, bindings }: Scenario): boolean {
  if (bindings.has(name)) return false;
  const parameter = template.parameters.get(name);
  return parameter ? accepts(parameter, row) : name === 'AWS::Region' && acceptsPseudo(name, row);
}

/** The mapping and the parameter of each call of Fn::FindInMap whose first key is a parameter. */
function lookUpsIn(node: Node | undefined, depth = 0): readonly (readonly [string, string])[] {
  const target = resolved(node);
  if (!target || depth > MAX_DEPTH) return [];
  const call = callOf(target);
  if (call?.name !== 'Fn::FindInMap')
    return childValues(target).flatMap((child) => lookUpsIn(child, depth + 1));
  const [map, row] = argumentsOf(call).map(resolved);
  const inner = callOf(row);
  const name = inner?.name === 'Ref' ? resolved(inner.argument) : undefined;
  return map?.kind === 'scalar' && name?.kind === 'scalar' ? [[map.text, name.text]] : [];
}

/** An alias inside of itself goes on for ever. */
const MAX_DEPTH = 8;
