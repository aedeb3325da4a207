import { defaultsOf, type Route, type RouteTargetProperty } from '../../network/model.ts';
import { type Entry, entryAt, type Mapping } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { isConditional } from '../resources.ts';

/** A route that names two gateways at once; one that a condition chooses between has one in each case. */
export default defineRule({
  id: 'route-two-targets',
  area: 'routing',
  // G23 is rated High.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route has two targets',
  why: 'A route sends packets for its destination to exactly one target. A template with two of them passes the schema, which requires none; AWS refuses the route, and with it the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'RT-08',
    'RT-09',
    'G23',
  ],

  *check({ network }) {
    for (const route of network.routes) {
      // What is decided at deployment may be empty there.
      const given = route.targets.flatMap(({ property, target }) =>
        target.kind === 'known' ? [{ property, target }] : [],
      );
      const [first, ...others] = given;
      if (!first || others.length === 0) continue;
      const properties = given.map(({ property }) => property);
      yield {
        at: others[0]!.target.at,
        resource: route.id,
        defaults: defaultsOf(...given.map(({ target }) => target)),
        message: `${route.id} has ${given.length} targets, ${listed(properties)}. AWS takes exactly one.`,
        related: [{ at: first.target.at, message: `${first.property} is the first` }],
        fixes: properties.flatMap((kept) => fixesOf(route, kept, properties)),
      };
    }
  },
});

function listed(properties: readonly RouteTargetProperty[]): string {
  return `${properties.slice(0, -1).join(', ')} and ${properties.at(-1)}`;
}

/** Which of them was meant is the user's to say. One that is there only under a condition cannot stay alone. */
function fixesOf(
  { properties }: Route,
  kept: RouteTargetProperty,
  all: readonly RouteTargetProperty[],
): readonly Fix[] {
  if (!properties || isConditional(entryAt(properties, kept)?.value)) return [];
  const entries = all.filter((one) => one !== kept).map((one) => entryAt(properties, one));
  if (!entries.every((entry) => isWrittenIn(properties, entry))) return [];
  return [
    {
      title: `Keep ${kept} alone`,
      preferred: false,
      edits: entries.map((entry) => ({ op: 'remove-entry', from: properties, entry })),
    },
  ];
}

/** False for an entry that a merge key brings in. */
function isWrittenIn({ entries }: Mapping, entry: Entry | undefined): entry is Entry {
  return entry !== undefined && entries.includes(entry);
}
