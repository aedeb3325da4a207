import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import { schemaOf } from '../../aws/schema/schema.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { suggestionsFor } from '../shared/names/newerThanSchema.ts';
import { eachPlace, type ObjectPlace } from './places.ts';

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

function* reportsAt({ resource, schema, path, mapping, entries }: ObjectPlace): Iterable<Report> {
  if (schema.isOpen || !mapping) return;
  const names = Object.keys(schema.properties ?? {});
  for (const entry of entries) {
    const written = entry.key.text;
    if (names.includes(written)) continue;
    // Read-only attributes cannot be set, which is another mistake than a wrong name.
    if (path === resource.type && schemaOf(path)?.attributes.includes(written)) continue;
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
          title: `Change to ${name}`,
          preferred: isMisspelling && suggestions.length === 1,
          edits: [{ op: 'rename', entry, key: name }],
        }),
      ),
    };
  }
}
