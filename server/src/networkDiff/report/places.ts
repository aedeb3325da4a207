import type { Span } from '../../syntax/span.ts';
import { entryAt } from '../../syntax/tree.ts';
import type { Version } from '../networkDiff.ts';

/** Where something is written: in the old or in the new version. */
export interface Place {
  readonly version: 'before' | 'after';
  readonly at: Span;
}

export interface Versions {
  readonly before: Version | undefined;
  readonly after: Version | undefined;
}

/** The name of a resource or stage, in the new version where it is there; with a property, the key of that. */
export function placeOf(id: string, versions: Versions, property?: string): Place | undefined {
  for (const version of ['after', 'before'] as const) {
    const at = spanOf(id, versions[version], property);
    if (at) return { version, at };
  }
  return undefined;
}

function spanOf(id: string, version: Version | undefined, property: string | undefined): Span | undefined {
  if (!version) return undefined;
  const { content } = version.analysis;
  if (content.kind !== 'template') {
    const found = version.networks.map(({ network }) => network.workloads.get(id)).find((one) => one);
    return found?.stage === id ? found.at : undefined;
  }
  const resource = content.template.resources.get(id);
  const [first] = property?.split('.') ?? [];
  return (first === undefined ? undefined : entryAt(resource?.properties, first)?.key) ?? resource?.key;
}
