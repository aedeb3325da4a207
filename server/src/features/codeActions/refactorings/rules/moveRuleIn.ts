import { removalOf } from '../../../../changes/resources.ts';
import { referredResource } from '../../../../network/field.ts';
import { dataOf } from '../../../../syntax/edit/data.ts';
import type { Data, Edit } from '../../../../syntax/edit.ts';
import { encloses } from '../../../../syntax/span.ts';
import { entryAt, resolved } from '../../../../syntax/tree.ts';
import { table } from '../../../../table.ts';
import { createdAfter, dependenciesIn } from '../../../../template/dependencies.ts';
import { referencesUnder } from '../../../../template/references.ts';
import type { Resource } from '../../../../template/resource.ts';
import type { CursorResource } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';

/** Moves a separate rule resource into its group as an inline rule. Offered on the resource. */
export function moveRuleIn(place: CursorResource): readonly Refactoring[] {
  const { resource, template, tree, networks, isOnName } = place;
  const list = LISTS[resource.type];
  if (list === undefined || !isOnName) return [];
  const rules = networks.flatMap((network) =>
    network.securityGroupRules.filter((rule) => rule.resource === resource.id),
  );
  const names = new Set(rules.map(({ group }) => referredResource(group)));
  const [name] = names;
  const group = template.resources.get(name ?? '');
  // The rule must exist exactly in the scenarios in which both the rule and the group exist.
  if (names.size !== 1 || !group || group.type !== 'AWS::EC2::SecurityGroup') return [];
  if (group.condition !== resource.condition || !hasPlainBody(resource) || mayBeCircle(place, group))
    return [];
  // The first inline egress rule removes AWS's default rule, which allows everything (fact SG-02).
  const isStated = networks.every(({ securityGroups }) => {
    const own = securityGroups.get(group.id);
    return !own || own.inlineEgress === 'stated';
  });
  if (list === 'SecurityGroupEgress' && !isStated) return [];
  const insertion = insertionOf(group, list, ruleOf(resource));
  const removal = removalOf({ tree }, resource.id);
  if (!insertion || !removal) return [];
  return [{ kind: 'inline', title: `Move the rule into ${group.id}`, edits: [insertion, removal] }];
}

const LISTS: Readonly<Record<string, string>> = table({
  'AWS::EC2::SecurityGroupIngress': 'SecurityGroupIngress',
  'AWS::EC2::SecurityGroupEgress': 'SecurityGroupEgress',
});

function hasPlainBody({ body }: Resource): boolean {
  return body.entries.every(({ key }) => ['Type', 'Properties', 'Condition'].includes(key.text));
}

/** The rule's properties without its group; undefined if the group is not referred to by `GroupId`. */
function ruleOf({ properties }: Resource): Data | undefined {
  const data = properties && dataOf(properties);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const { GroupId, ...rule } = data as { readonly [key: string]: Data };
  return GroupId === undefined || 'GroupName' in rule ? undefined : rule;
}

function insertionOf(group: Resource, key: string, rule: Data | undefined): Edit | undefined {
  const properties = resolved(group.properties);
  if (rule === undefined || properties?.kind !== 'mapping' || properties.tag !== undefined) return undefined;
  const entry = entryAt(properties, key);
  if (!entry) return { op: 'insert-entry', into: properties, key, value: [rule] };
  const list = entry.value;
  return list.kind === 'sequence' && !list.tag ? { op: 'insert-item', into: list, value: rule } : undefined;
}

/** True if the group would depend on a resource that depends on it, which CloudFormation refuses (fact SG-07). */
function mayBeCircle(
  { resource, resources, template, tree, scenarios }: CursorResource,
  group: Resource,
): boolean {
  const entry = resources.entries.find(({ key }) => key === resource.key);
  const own = entryAt(resource.properties, 'GroupId');
  if (!entry || !own || template.hasMacros) return true;
  const named = referencesUnder(entry, 'Resources', tree).filter(({ at }) => !encloses(own.value, at));
  return scenarios.some((scenario) => {
    const after = createdAfter(group.id, dependenciesIn(tree, scenario));
    return named.some(({ name }) => after.has(name));
  });
}
