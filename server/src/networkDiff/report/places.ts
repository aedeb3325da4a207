import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../syntax/span.ts';
import { entryAt } from '../../syntax/tree.ts';

/** A span in the old or in the new version. */
export interface VersionedSpan {
  readonly version: 'before' | 'after';
  readonly at: Span;
}

/** Both versions of a file; undefined represents a file that does not exist. */
export interface Versions {
  readonly before: Analysis | undefined;
  readonly after: Analysis | undefined;
}

/**
 * The span of a resource's or stage's name, in the new version if it exists there; with a property, that of its key.
 */
export function spanInVersions(id: string, versions: Versions, property?: string): VersionedSpan | undefined {
  for (const version of ['after', 'before'] as const) {
    const at = spanOf(id, versions[version], property);
    if (at) return { version, at };
  }
  return undefined;
}

function spanOf(id: string, version: Analysis | undefined, property: string | undefined): Span | undefined {
  const content = version?.content;
  if (content?.kind === 'zappa') return content.settings.stages.find(({ name }) => name === id)?.key;
  const resource = content?.kind === 'template' ? content.template.resources.get(id) : undefined;
  const [first] = property?.split('.') ?? [];
  return (first === undefined ? undefined : entryAt(resource?.properties, first)?.key) ?? resource?.key;
}
