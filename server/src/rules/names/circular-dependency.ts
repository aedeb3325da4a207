import { addResource } from '../../changes/edits.ts';
import { isConditional } from '../../changes/resources.ts';
import { addTo } from '../../multimap.ts';
import { dataOf } from '../../syntax/edit/data.ts';
import type { Data, Edit } from '../../syntax/edit.ts';
import { encloses } from '../../syntax/span.ts';
import { type Mapping, type Node, resolved, type Sequence, valueAt } from '../../syntax/tree.ts';
import { type Dependency, type DependencyGraph, placeOfDependency } from '../../template/dependencies.ts';
import { referencesIn } from '../../template/references.ts';
import type { Resource } from '../../template/resource.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { dependencies } from '../shared/dependsOn.ts';

/** Resources of which each waits for the next, and the last for the first. */
export default defineRule({
  id: 'circular-dependency',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Resources depend on each other in a circle',
  why: 'CloudFormation creates a resource after every resource that it references or names in DependsOn. In a circle no resource can be first, so CloudFormation rejects the template. A common case is two security groups that reference each other: separate ingress and egress resources for their rules break the circle.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
    'SG-07',
  ],
  cfnLint: 'E3004',

  *check(file) {
    if (!file.template || file.template.hasMacros) return;
    for (const circle of circlesIn(edgesOf(dependencies(file)))) yield* reportsOf(circle, file);
  },
});

/** What each resource certainly waits for. */
function edgesOf({ of }: DependencyGraph): ReadonlyMap<string, readonly Dependency[]> {
  const edges = new Map<string, readonly Dependency[]>();
  for (const [from, own] of of) {
    const certain = own.filter(({ isCertain }) => isCertain);
    if (certain.length > 0) edges.set(from, certain);
  }
  return edges;
}

/** The shortest cycle through the first resource of each set of resources that all wait for each other. */
function circlesIn(edges: ReadonlyMap<string, readonly Dependency[]>): readonly (readonly Dependency[])[] {
  const circles: (readonly Dependency[])[] = [];
  const reported = new Set<string>();
  for (const id of idsInCircles(edges)) {
    if (reported.has(id)) continue;
    const circle = shortestCircle(id, edges);
    if (!circle || circle.some(({ from }) => reported.has(from))) continue;
    for (const { from } of circle) reported.add(from);
    circles.push(circle);
  }
  return circles;
}

/** The resources that remain when those without remaining dependencies are removed again and again. */
function idsInCircles(edges: ReadonlyMap<string, readonly Dependency[]>): readonly string[] {
  const waitsFor = new Map([...edges].map(([id, own]) => [id, own.length]));
  const waiting = new Map<string, string[]>();
  for (const { from, to } of [...edges.values()].flat()) {
    addTo(waiting, to, from);
  }
  const free = [...waiting.keys()].filter((id) => !edges.has(id));
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const other of waiting.get(id) ?? []) {
      const left = waitsFor.get(other)! - 1;
      waitsFor.set(other, left);
      if (left === 0) free.push(other);
    }
  }
  return [...waitsFor].filter(([, left]) => left > 0).map(([id]) => id);
}

/** Breadth first, so that the cycle is a shortest one; undefined if the resource only leads to a cycle. */
function shortestCircle(
  id: string,
  edges: ReadonlyMap<string, readonly Dependency[]>,
): readonly Dependency[] | undefined {
  const reachedBy = new Map<string, Dependency>();
  const queue = [id];
  for (const at of queue) {
    for (const edge of edges.get(at) ?? []) {
      if (edge.to === id) {
        const circle = [edge];
        for (let from = edge.from; from !== id; from = circle[0]!.from) circle.unshift(reachedBy.get(from)!);
        return circle;
      }
      if (reachedBy.has(edge.to)) continue;
      reachedBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function* reportsOf(circle: readonly Dependency[], file: CheckedFile): Iterable<Report> {
  const [first, ...others] = circle;
  const { tree, scenario } = file;
  if (!scenario) return;
  const mentions = circle.map((edge) => placeOfDependency(edge, tree, scenario));
  const [mention] = mentions;
  if (!mention) return;
  const steps = circle.map(({ from, to }, i) => `${from} ${i === 0 ? 'depends ' : ''}on ${to}`);
  yield {
    at: mention.at,
    resource: first!.from,
    message: `${others.length === 0 ? `${first!.from} references itself` : listed(steps)}. AWS rejects the template.`,
    // A reference to the wrong resource, which property-wrong-kind reports, may close the circle.
    cause: mentions.flatMap((one) => (one ? [{ rule: 'property-wrong-kind', at: one.at }] : [])),
    related: others.flatMap((edge, i) => {
      const at = mentions[i + 1]?.at;
      return at ? [{ at, message: `${edge.from} depends on ${edge.to} here` }] : [];
    }),
    fixes: fixesOf(circle, file),
  };
}

/** Rules of a group that refer to the next in the cycle become separate resources, which depend on both. */
function fixesOf(circle: readonly Dependency[], file: CheckedFile): readonly Fix[] {
  for (const { from, to } of circle) {
    const rules = rulesThatName(to, from, file);
    const edits = rules && moveOut(rules, from, to, file);
    if (!edits) continue;
    const what = rules.length === 1 ? 'the rule' : `${rules.length} rules`;
    const title = `Move ${what} of ${from} for ${to === from ? 'itself' : to} to ${rules.length === 1 ? 'a resource' : 'resources'} of ${rules.length === 1 ? 'its' : 'their'} own`;
    return [{ title, preferred: true, edits }];
  }
  return [];
}

interface WrittenRule {
  readonly direction: Direction;
  readonly item: Mapping;
}

const DIRECTIONS = ['Ingress', 'Egress'] as const;

type Direction = (typeof DIRECTIONS)[number];

/** The inline rules of a group that name a resource; undefined where it is named elsewhere in the group as well. */
function rulesThatName(
  name: string,
  group: string,
  { template, tree }: CheckedFile,
): readonly WrittenRule[] | undefined {
  const resource = template?.resources.get(group);
  if (resource?.type !== 'AWS::EC2::SecurityGroup' || isConditional(resource.properties)) return undefined;
  const items = DIRECTIONS.flatMap((direction) =>
    itemsOf(resource, direction).map((item): WrittenRule => ({ direction, item })),
  );
  const found = new Set<WrittenRule>();
  for (const mention of referencesIn(tree, 'Resources')) {
    if (mention.name !== name || mention.place[1] !== group) continue;
    const rule = items.find(({ item }) => encloses(item, mention.at));
    if (!rule) return undefined;
    found.add(rule);
  }
  return [...found];
}

function itemsOf({ properties }: Resource, direction: Direction): readonly Mapping[] {
  const list = listOf(properties, direction);
  return (
    (list?.items.filter((item) => item.kind === 'mapping' && item.tag === undefined) as readonly Mapping[]) ??
    []
  );
}

function listOf(properties: Node | undefined, direction: Direction): Sequence | undefined {
  const list = valueAt(properties, `SecurityGroup${direction}`);
  return list?.kind === 'sequence' && list.tag === undefined ? list : undefined;
}

/** Takes rules out of the list of a direction; undefined where the group would then allow more than before. */
function removalsOf(
  rules: readonly WrittenRule[],
  properties: Mapping,
  direction: (typeof DIRECTIONS)[number],
): readonly Edit[] | undefined {
  const list = listOf(properties, direction);
  if (rules.length === 0 || !list) return [];
  if (rules.length < list.items.length)
    return rules.map(({ item }): Edit => ({ op: 'remove-item', from: list, item }));
  // A group that does not state egress allows all outbound traffic (fact SG-02).
  const entry = properties.entries.find(({ value }) => resolved(value) === list);
  return direction === 'Egress' || !entry ? undefined : [{ op: 'remove-entry', from: properties, entry }];
}

function moveOut(
  rules: readonly WrittenRule[],
  group: string,
  peer: string,
  file: CheckedFile,
): readonly Edit[] | undefined {
  const properties = resolved(file.template?.resources.get(group)?.properties);
  if (properties?.kind !== 'mapping' || rules.length === 0) return undefined;
  const edits: Edit[] = [];
  for (const direction of DIRECTIONS) {
    const own = rules.filter((rule) => rule.direction === direction);
    const removals = removalsOf(own, properties, direction);
    if (!removals) return undefined;
    edits.push(...removals);
  }
  for (const [i, { direction, item }] of rules.entries()) {
    const data = dataOf(item);
    if (data === undefined) return undefined;
    const number = i === 0 ? '' : `${i + 1}`;
    const name = `${group}${direction === 'Ingress' ? 'From' : 'To'}${peer === group ? 'Itself' : peer}${number}`;
    const added = addResource(file, name, group, {
      Type: `AWS::EC2::SecurityGroup${direction}`,
      Properties: {
        GroupId: { 'Fn::GetAtt': [group, 'GroupId'] },
        ...(data as { readonly [key: string]: Data }),
      },
    });
    if (!added) return undefined;
    edits.push(...added);
  }
  return edits;
}
