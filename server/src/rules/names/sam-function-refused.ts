import { SAM_EVENTS } from '../../aws/samEvents.ts';
import { SAM_POLICY_PARAMETERS } from '../../aws/samPolicies.ts';
import { type Entry, entriesOf, entryAt, type Node, resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import { listed } from '../../wording/listed.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** An event or a policy template of a function that SAM cannot turn into resources. */
export default defineRule({
  id: 'sam-function-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'SAM rejects an event or a policy of the function',
  why: 'SAM turns each event of a function into resources. It knows nineteen types of events, each with its own properties, and rejects a template with another type, with a property that the type does not have, or without one that it needs: the queue of an SQS event, or where a stream starts. It also rejects a policy template without its parameters.',
  howToFix: 'Write the type and the properties as the page of the event names them.',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  ],

  *check(file) {
    for (const { object } of existingResources(file, ['AWS::Serverless::Function'])) {
      const { id, properties } = object;
      for (const { key, value } of entriesOf(resolved(entryAt(properties, 'Events')?.value)))
        for (const report of ofEvent(key.text, resolved(value), id)) yield { ...report, resource: id };
      const policies = resolved(entryAt(properties, 'Policies')?.value);
      const items = policies?.kind === 'sequence' ? policies.items : policies ? [policies] : [];
      for (const item of items.map(resolved))
        for (const report of ofPolicy(item, id)) yield { ...report, resource: id };
    }
  },
});

function* ofEvent(name: string, event: Node | undefined, owner: string): Generator<Report> {
  if (event?.kind !== 'mapping' || callOf(event) || isLoop(name)) return;
  const type = entryAt(event, 'Type');
  const written = resolved(type?.value);
  if (type === undefined) {
    yield { at: event, message: `The event ${name} of ${owner} has no Type. SAM rejects the template.` };
    return;
  }
  if (written?.kind !== 'scalar' || written.tag !== undefined) return;
  const known = SAM_EVENTS[written.text];
  if (!known) {
    yield unknownType(name, written, owner);
    return;
  }
  const properties = resolved(entryAt(event, 'Properties')?.value);
  if (properties !== undefined && (properties.kind !== 'mapping' || callOf(properties))) return;
  yield* comparedWith(
    entriesOf(properties),
    known.required,
    [...known.required, ...known.optional],
    type.key,
    `The ${written.text} event ${name} of ${owner}`,
  );
}

function unknownType(name: string, at: Node & { text: string }, owner: string): Report {
  const near = misspellingsOf(at.text, Object.keys(SAM_EVENTS));
  const meant = near.length === 1 ? near[0] : undefined;
  return {
    at,
    // A name that resembles no type may be one that SAM has added.
    ...(meant === undefined && { severity: 'warning' as const }),
    message: `The event ${name} of ${owner} has the type ${at.text}, which SAM does not know. SAM rejects the template.`,
    fixes: changeTo(at, meant, true),
  };
}

function* ofPolicy(item: Node | undefined, owner: string): Generator<Report> {
  const [entry, ...others] = entriesOf(item);
  const parameters = entry && others.length === 0 ? SAM_POLICY_PARAMETERS[entry.key.text] : undefined;
  const given = resolved(entry?.value);
  // A template without parameters may have an empty value in place of an empty mapping.
  if (!entry || !parameters || callOf(given) || given?.kind === 'sequence') return;
  yield* comparedWith(entriesOf(given), parameters, parameters, entry.key, `${entry.key.text} of ${owner}`);
}

/** Reports missing and misspelt properties. A name that resembles none of them may be one that SAM has added. */
function* comparedWith(
  entries: readonly Entry[],
  required: readonly string[],
  known: readonly string[],
  at: Node,
  subject: string,
): Generator<Report> {
  const there = new Set(entries.map(({ key }) => key.text));
  // A macro may add any property.
  if ([...there].some((name) => name.startsWith('Fn::'))) return;
  const absent = known.filter((name) => !there.has(name));
  const meantBy = new Map<string, Entry>();
  for (const entry of entries) {
    if (known.includes(entry.key.text)) continue;
    const spelt = misspellingsOf(entry.key.text, absent);
    const near =
      spelt.length > 0
        ? spelt
        : absent.filter(
            (name) =>
              (required.includes(name) && isPartOf(entry.key.text, name)) || API_IDS[entry.key.text] === name,
          );
    if (near.length === 1) meantBy.set(near[0]!, entry);
  }
  for (const [meant, entry] of meantBy)
    yield {
      at: entry.key,
      message: `${subject} has ${entry.key.text} instead of ${meant}. SAM rejects the template.`,
      fixes: [{ title: `Change to ${meant}`, preferred: true, edits: [{ op: 'rename', entry, key: meant }] }],
    };
  const missing = required.filter((name) => !there.has(name) && !meantBy.has(name));
  if (missing.length > 0)
    yield {
      at,
      message: `${subject} ${missing.length === 1 ? 'has no' : 'lacks'} ${listed(missing)}. SAM rejects the template.`,
    };
}

/**
 * Each kind of API has its own name for the same thing.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 */
const API_IDS: Readonly<Record<string, string>> = table({ RestApiId: 'ApiId', ApiId: 'RestApiId' });

/** Whether one name is the other with something left out or added: QueueArn for Queue, Bucket for BucketName. */
function isPartOf(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function isLoop(name: string): boolean {
  return name.startsWith('Fn::');
}
