import { type Mapping, resolved, valueAt } from '../syntax/tree.ts';

/**
 * Whether a resource does not inherit a property from SAM's `Globals`: its `IgnoreGlobals` is `*` or a list of
 * properties, https://github.com/aws/serverless-application-model/pull/3386.
 */
export function ignoresGlobal(body: Mapping, name: string): boolean {
  const ignored = valueAt(body, 'IgnoreGlobals');
  if (ignored?.kind === 'scalar') return ignored.text === '*';
  if (ignored?.kind !== 'sequence') return false;
  return ignored.items.map(resolved).some((item) => item?.kind === 'scalar' && item.text === name);
}
