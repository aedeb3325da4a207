import { schemaOf } from '../../../aws/schema/schema.ts';
import { entriesOf, resolved } from '../../../syntax/tree.ts';
import type { CheckedFile, Report } from '../../defineRule.ts';
import { suggestionsFor } from './newerThanSchema.ts';
import { unknownKeys } from './unknownKeys.ts';

/** The finding about a key that is probably one of the properties that the resource lacks: misspelt, or beside `Properties`. */
export function slipOf(
  id: string,
  missing: readonly string[],
  { template }: Pick<CheckedFile, 'template'>,
): Pick<Report, 'cause'> {
  const resource = template?.resources.get(id);
  if (!resource) return {};
  const names = Object.keys(schemaOf(resource.type)?.properties ?? {});
  const misspelt = entriesOf(resolved(resource.properties)).find(
    ({ key }) =>
      !names.includes(key.text) &&
      suggestionsFor(key.text, names).suggestions.some((name) => missing.includes(name)),
  );
  if (misspelt) return { cause: { rule: 'property-unknown', at: misspelt.key } };
  const stray = unknownKeys(resource).find(({ entry }) => missing.includes(entry.key.text));
  return stray ? { cause: { rule: 'resource-key-unknown', at: stray.entry.key } } : {};
}
