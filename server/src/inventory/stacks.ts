import type { Inventory } from './inventory.ts';
import type { InventoryEntry } from './parts.ts';

/** The AWS resource that a template's resource became in a stack. */
export interface DeployedResource {
  readonly stack: string;
  /** AWS's id or name of the resource, such as `subnet-0a1b2c3d`. */
  readonly physicalId: string;
}

/** The resources of a template by their logical ids, each with its type. */
export type ResourceTypes = ReadonlyMap<string, string>;

/**
 * The deployed resources for a logical id, one for each stack of the inventory that was created from this template. A
 * stack belongs to a template if at least half of its resources match by name and type and none matches by name only,
 * so a template that was changed since deployment still matches.
 */
export function deployedAs(
  logicalId: string,
  resources: ResourceTypes,
  inventory: Inventory,
): readonly DeployedResource[] {
  return stacksOf(resources, inventory).flatMap(({ name, resources: deployed }) => {
    const physicalId = deployed.get(logicalId)?.PhysicalResourceId;
    return physicalId === undefined ? [] : [{ stack: name, physicalId }];
  });
}

/** A deployed stack with its resources by logical id. */
export interface Stack {
  readonly name: string;
  readonly resources: ReadonlyMap<string, InventoryEntry<'StackResources'>>;
}

/** Every stack of the inventory by name, without deleted resources. */
export function stacksIn({ parts }: Inventory): readonly Stack[] {
  const stacks = new Map<
    string,
    { name: string; resources: Map<string, InventoryEntry<'StackResources'>> }
  >();
  for (const resource of parts.StackResources.entries.values()) {
    const { StackName, StackId, LogicalResourceId, ResourceStatus } = resource;
    const name = StackName ?? StackId;
    if (name === undefined || LogicalResourceId === undefined || ResourceStatus === 'DELETE_COMPLETE')
      continue;
    const key = StackId ?? name;
    const stack = stacks.get(key) ?? { name, resources: new Map() };
    stack.resources.set(LogicalResourceId, resource);
    stacks.set(key, stack);
  }
  return [...stacks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function stacksOf(resources: ResourceTypes, inventory: Inventory): readonly Stack[] {
  return stacksIn(inventory).filter((stack) => isCreatedFrom(stack, resources));
}

/** True if the stack was created from a template with these resources; see `deployedAs`. */
export function isCreatedFrom(
  {
    resources: deployed,
  }: { readonly resources: ReadonlyMap<string, Pick<InventoryEntry<'StackResources'>, 'ResourceType'>> },
  resources: ResourceTypes,
): boolean {
  let same = 0;
  for (const [id, { ResourceType }] of deployed) {
    const type = resources.get(id);
    if (type === undefined) continue;
    if (type !== ResourceType) return false;
    same++;
  }
  return same > 0 && same * 2 >= deployed.size;
}

/** The logical ids of a stack's resources, by AWS's ids. */
export function logicalIdsOf({ resources }: Stack): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [logicalId, { PhysicalResourceId }] of resources)
    if (PhysicalResourceId !== undefined) names.set(PhysicalResourceId, logicalId);
  return names;
}
