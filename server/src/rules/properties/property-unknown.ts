import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import { schemaOf } from '../../aws/schema/schema.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { meantOf } from '../shared/newerThanSchema.ts';
import { eachPlace, type Place } from './places.ts';

/** A property that the type of the resource does not have. */
export default defineRule({
  id: 'property-unknown',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource has no such property',
  why: 'CloudFormation refuses a property that is not in the schema of the resource type. The schemas are those of the day that the message names; AWS adds properties all the time, so one that is not like any known name is a warning and no error.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html',
  ],
  cfnLint: 'E3002',

  check: eachPlace(reportsAt),
});

function* reportsAt(place: Place): Iterable<Report> {
  if (place.kind !== 'object' || place.schema.isOpen || !place.mapping) return;
  const { resource, schema, path, mapping, entries } = place;
  const names = Object.keys(schema.properties ?? {});
  for (const entry of entries) {
    const written = entry.key.text;
    if (names.includes(written)) continue;
    // Read-only: what AWS gives cannot be asked for, which is another mistake than a wrong name.
    if (path === resource.type && schemaOf(path)?.attributes.includes(written)) continue;
    const { slips, isSlip } = meantOf(written, names);
    const isOwn = mapping.entries.includes(entry);
    const free = isOwn ? slips.filter((name) => !entries.some(({ key }) => key.text === name)) : [];
    yield {
      at: entry.key,
      resource: resource.id,
      message: isSlip
        ? `${path} has no ${written}. AWS refuses the resource.`
        : `${path} has no ${written} in AWS's schema of ${SCHEMA_DATE}. Unless AWS added it since, it refuses the resource.`,
      ...(!isSlip && { severity: 'warning' as const }),
      fixes: free.map(
        (name): Fix => ({
          title: `Write ${name}`,
          preferred: isSlip && slips.length === 1,
          edits: [{ op: 'rename', entry, key: name }],
        }),
      ),
    };
  }
}
