import type { Analysis } from '../../../analysis.ts';
import { resourcesOf } from '../../../changes/resources.ts';
import type { Network } from '../../../network/model.ts';
import { networkOfTemplate } from '../../../network/template/networkOfTemplate.ts';
import { pathAt } from '../../../syntax/parse.ts';
import { encloses } from '../../../syntax/span.ts';
import { entryAt, type Mapping, type Node, resolved, type SyntaxTree } from '../../../syntax/tree.ts';
import type { Scenario } from '../../../template/evaluation/scenario.ts';
import type { Resource } from '../../../template/resource.ts';
import type { Template } from '../../../template/template.ts';

/** The resource at the cursor, in a template without syntax errors. */
export interface CursorResource {
  readonly tree: SyntaxTree;
  readonly template: Template;
  /** The section `Resources`. */
  readonly resources: Mapping;
  readonly resource: Resource;
  /** True if the cursor is on the name of the resource or on its type. */
  readonly isOnName: boolean;
  /** The path from the root to the innermost node at the cursor. */
  readonly path: readonly Node[];
  readonly scenarios: readonly Scenario[];
  /** The networks of all scenarios. */
  readonly networks: readonly Network[];
}

/** The resource at an offset; undefined elsewhere, in broken text, and in loops, which generate several resources. */
export function cursorResourceAt({ content, tree }: Analysis, offset: number): CursorResource | undefined {
  if (content.kind !== 'template' || tree.problems.some(({ kind }) => kind === 'broken')) return undefined;
  const { template, scenarios } = content;
  const resources = resourcesOf(tree);
  const path = pathAt(tree, offset);
  const inner = path.at(-1);
  if (!resources || !inner || template.loops.some((loop) => encloses(loop, inner))) return undefined;
  const entry = resources.entries.find(({ key, value }) => key === inner || path.includes(value));
  const resource = entry && template.resources.get(entry.key.text);
  if (!resource || resource.key !== entry.key) return undefined;
  const type = entryAt(resource.body, 'Type');
  const isOnName =
    inner === entry.key || (type !== undefined && (inner === type.key || inner === type.value));
  const all = scenarios.all;
  return {
    tree,
    template,
    resources,
    resource,
    isOnName,
    path,
    scenarios: all,
    networks: all.map(networkOfTemplate),
  };
}

/** True if the cursor is on the property of the resource, or in its value. */
export function isOnProperty({ resource, path }: CursorResource, name: string): boolean {
  const entry = entryAt(resource.properties, name);
  return entry !== undefined && path.some((node) => node === entry.key || node === entry.value);
}

/** The value of a property as written. */
export function propertyNode({ properties }: Resource, name: string): Node | undefined {
  return resolved(entryAt(properties, name)?.value);
}
