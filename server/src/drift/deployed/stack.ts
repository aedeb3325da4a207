import type { Inventory } from '../../inventory/inventory.ts';
import type { InventoryEntry } from '../../inventory/parts.ts';
import { isCreatedFrom, type ResourceTypes, stacksIn } from '../../inventory/stacks.ts';
import { memoized } from '../../memo.ts';
import type { Template } from '../../template/template.ts';
import { KINDS } from './kinds.ts';

/** A resource of a stack. */
interface DeployedResource {
  /** AWS's id. */
  readonly id: string;
  readonly type: string;
}

/**
 * A stack, as the tags of its resources show it and, if the inventory has one, the answer of
 * `describe-stack-resources`.
 */
export interface DeployedStack {
  readonly name: string;
  /** By logical id. */
  readonly resources: ReadonlyMap<string, DeployedResource>;
}

/**
 * The stack that a template is compared with: the one of that name, or without a name the only one that has the
 * template's resources. Undefined if no stack has them; a sentence if several may be meant.
 */
export function stackOfTemplate(
  { resources }: Template,
  inventory: Inventory,
  wanted: string | undefined,
): DeployedStack | undefined | { readonly problem: string } {
  const types: ResourceTypes = new Map([...resources].map(([id, { type }]) => [id, type]));
  const all = deployedStacks(inventory);
  const fitting = all.filter((stack) =>
    wanted === undefined ? isCreatedFrom({ resources: typesIn(stack) }, types) : stack.name === wanted,
  );
  if (fitting.length > 1) {
    const names = [...new Set(fitting.map(({ name }) => name))];
    return {
      problem:
        names.length > 1
          ? `Several stacks have the resources of the template: ${names.join(', ')}. Name one with --stack.`
          : `The inventory has several stacks called ${names[0]}; --inventory names the files of one.`,
    };
  }
  if (wanted !== undefined && fitting.length === 0) {
    const names = [...new Set(all.map(({ name }) => name))];
    const known = names.length > 0 ? `it has ${names.join(', ')}` : 'nothing in it is tagged with a stack';
    return { problem: `The inventory has no stack ${wanted}: ${known}.` };
  }
  return fitting[0];
}

/** Whether CloudFormation has put its tags on it: some stack made it. */
export function stackOfTags(tags: Tags): { readonly key: string; readonly name: string } | undefined {
  const name = tag(tags, 'stack-name');
  return name === undefined ? undefined : { name, key: tag(tags, 'stack-id') ?? name };
}

type Tags = InventoryEntry<'Vpcs'>['Tags'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html */
function tag(tags: Tags, name: 'stack-name' | 'stack-id' | 'logical-id'): string | undefined {
  return tags?.find(({ Key }) => Key === `aws:cloudformation:${name}`)?.Value;
}

/** Also asked for a lens, after each pause in typing. */
const deployedStacks = memoized((inventory: Inventory): readonly DeployedStack[] => {
  const stacks = new Map<string, { name: string; resources: Map<string, DeployedResource> }>();
  const stackBy = (key: string, name: string) => {
    const known = stacks.get(key) ?? { name, resources: new Map() };
    stacks.set(key, known);
    return known;
  };
  for (const { part, type } of KINDS) {
    for (const [id, { Tags }] of inventory.parts[part].entries) {
      const stack = stackOfTags(Tags);
      const logicalId = tag(Tags, 'logical-id');
      if (stack && logicalId !== undefined)
        stackBy(stack.key, stack.name).resources.set(logicalId, { id, type });
    }
  }
  for (const { name, resources } of stacksIn(inventory)) {
    const [first] = resources.values();
    // The answer names the stack by both; its resources may have no tags in the inventory.
    const stack = stackBy(first?.StackId ?? keyOfName(name), name);
    for (const [logicalId, { PhysicalResourceId: id, ResourceType: type }] of resources)
      if (id !== undefined && type !== undefined) stack.resources.set(logicalId, { id, type });
  }
  return [...stacks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

  function keyOfName(name: string): string {
    return [...stacks].find(([, stack]) => stack.name === name)?.[0] ?? name;
  }
});

function typesIn({ resources }: DeployedStack): ReadonlyMap<string, { readonly ResourceType: string }> {
  return new Map([...resources].map(([id, { type }]) => [id, { ResourceType: type }]));
}
