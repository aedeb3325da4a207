import { schemaOf } from '../../../aws/schema/schema.ts';
import { entriesOf, type Node, resolved, valueAt } from '../../../syntax/tree.ts';
import { suggestionsFor } from '../../../wording/newerThanSchema.ts';
import type { CheckedFile, Report } from '../../defineRule.ts';
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

/** As `slipOf` for a property within another one, such as `VpcConfig.Subnets`: a key beside it that resembles it. */
export function nestedSlip(
  properties: Node | undefined,
  path: string,
): Required<Pick<Report, 'cause'>> | undefined {
  const steps = path.split('.');
  const name = steps.pop()!;
  const parent = steps.reduce((node, step) => valueAt(resolved(node), step), properties);
  if (steps.length === 0 || !parent) return undefined;
  const misspelt = entriesOf(resolved(parent)).find(
    ({ key }) => key.text !== name && suggestionsFor(key.text, [name]).suggestions.length > 0,
  );
  return misspelt && { cause: { rule: 'property-unknown', at: misspelt.key } };
}
