import { isSubnetPrefix } from '../../cidr/awsSubnet.ts';
import { type Cidr, contains, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { childValues, entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { isCreated, thisVersion } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { valuesOf } from '../../template/evaluation/values.ts';
import { accepts, acceptsPseudo } from '../../template/parameters.ts';
import type { Resource } from '../../template/resource.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { scenarioOf } from '../engine/watchedFile.ts';

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
    const scenario = scenarioOf(file);
    if (!scenario || scenario.template.hasMacros || scenario.template.mappings.size === 0) return;
    // What other rows have is read past the scenario.
    thisVersion(scenario, '');
    const all = [...scenario.template.resources.values()].filter((one) => isCreated(one, scenario));
    if (all.some(({ type }) => type === 'AWS::EC2::VPCCidrBlock')) return;
    const placed = all.filter(({ type }) => type === VPC || type === SUBNET);
    const asWritten = blocksIn(placed, scenario);
    for (const [name, rows] of rowsOf(placed, scenario)) {
      for (const row of rows) {
        const bindings = new Map(scenario.bindings).set(name, { kind: 'fixed', text: row });
        const blocks = blocksIn(placed, { ...scenario, bindings, values: valuesOf() });
        const isNew = (id: string) => blocks.get(id)?.text !== asWritten.get(id)?.text;
        const label = name === 'AWS::Region' ? `In ${row}` : `With ${name} ${row}`;
        for (const block of blocks.values()) yield* faultsOf(block, blocks, isNew, label);
      }
    }
  },
});

const VPC = 'AWS::EC2::VPC';
const SUBNET = 'AWS::EC2::Subnet';

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

function* faultsOf(
  { resource, vpc, cidr, origin, defaults }: Block,
  blocks: ReadonlyMap<string, Block>,
  isNew: (id: string) => boolean,
  label: string,
): Generator<Report> {
  const { id } = resource;
  const block = `${label}, ${id} (${formatCidr(cidr)})`;
  const report = (fact: string, other?: Block): Report => ({
    at: origin ?? resource.key,
    resource: id,
    defaults: [...defaults, ...(other?.defaults ?? [])],
    message: `${block} ${fact}. AWS rejects ${id}.`,
  });
  if (!isSubnetPrefix(4, cidr.prefix)) {
    if (isNew(id)) yield report('is no block of /16 to /28');
    return;
  }
  const around = blocks.get(vpc ?? '');
  if (!around) return;
  if (!contains(around.cidr, cidr)) {
    if (isNew(id) || isNew(around.resource.id))
      yield report(`is outside of ${around.resource.id} (${formatCidr(around.cidr)})`, around);
    return;
  }
  for (const other of blocks.values()) {
    if (other.resource.id === id) return;
    if (other.vpc === vpc && overlaps(other.cidr, cidr) && (isNew(id) || isNew(other.resource.id)))
      yield report(`overlaps ${other.resource.id} (${formatCidr(other.cidr)})`, other);
  }
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

/** The scenarios have each value of a parameter that a condition asks for. */
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
