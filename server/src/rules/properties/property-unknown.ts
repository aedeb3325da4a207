import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import { schemaOf, typesOf, wholeSchema } from '../../aws/schema/schema.ts';
import type { Edit } from '../../syntax/edit.ts';
import type { Entry } from '../../syntax/tree.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { eachPlace, type ObjectPlace } from '../shared/properties/places.ts';

/** A property that the type of the resource does not have. */
export default defineRule({
  id: 'property-unknown',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource type has no such property',
  why: 'CloudFormation rejects a property that the schema of the resource type does not have. The message names the date of the schemas that VPC Lens uses; AWS adds properties all the time, so a property that does not resemble a known one is a warning, not an error.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html',
  ],
  cfnLint: 'E3002',

  check: eachPlace({ object: reportsAt }),
});

/**
 * "Resource properties that can be returned by a read or list request, but can't be set by the user":
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
 */
function readOnlyReport({ path, resource, mapping }: ObjectPlace, entry: Entry): Report {
  const name = entry.key.text;
  const isOwn = mapping?.entries.includes(entry);
  return {
    at: entry.key,
    resource: resource.id,
    severity: 'warning',
    message: `${name} of ${path} is an attribute, which AWS sets and a template cannot. AWS rejects the resource.`,
    fixes: isOwn ? removalFix(mapping, name) : [],
  };
}

function* reportsAt(place: ObjectPlace): Iterable<Report> {
  const { resource, schema, path, mapping, entries } = place;
  if (schema.isOpen || !mapping) return;
  const names = Object.keys(schema.properties ?? {});
  for (const entry of entries) {
    const written = entry.key.text;
    if (names.includes(written)) continue;
    if (path === resource.type && schemaOf(path)?.attributes.includes(written)) {
      yield readOnlyReport(place, entry);
      continue;
    }
    const { suggestions, isMisspelling } = suggestionsFor(written, names);
    const isOwn = mapping.entries.includes(entry);
    const free = isOwn ? suggestions.filter((name) => !entries.some(({ key }) => key.text === name)) : [];
    yield {
      at: entry.key,
      resource: resource.id,
      message: isMisspelling
        ? `${path} has no property ${written}. AWS rejects the resource.`
        : `${path} has no property ${written} in AWS's schema of ${SCHEMA_DATE}. AWS rejects the resource unless it has added the property since.`,
      ...(!isMisspelling && { severity: 'warning' as const }),
      fixes: free.map(
        (name): Fix => ({
          ...renamed(entry, name, place),
          preferred: isMisspelling && suggestions.length === 1,
        }),
      ),
    };
  }
}

/** A single text becomes a list where only a list is accepted, as `Topic: orders` does for Topics. */
function renamed(
  entry: Entry,
  name: string,
  { schema, resource }: ObjectPlace,
): Pick<Fix, 'title' | 'edits'> {
  const edits: readonly Edit[] = [{ op: 'rename', entry, key: name }];
  const root = schemaOf(resource.type);
  const wanted = schema.properties?.[name];
  const types = root && wanted ? typesOf(wholeSchema(wanted, root)) : [];
  const isOne = entry.value.kind === 'scalar' && /^[^,\s]+$/.test(entry.value.text) && !entry.value.tag;
  if (!isOne || !types.every((type) => type === 'array') || types.length === 0)
    return { title: `Change to ${name}`, edits };
  return { title: `Change to ${name}, a list`, edits: [...edits, { op: 'wrap', node: entry.value }] };
}
