import { entriesOf, entryAt, type Mapping, type Node, resolved } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { isFilledInLater } from '../../zappa/ids.ts';
import { writtenValues } from '../../zappa/settings.ts';
import { defineRule, type Report } from '../defineRule.ts';

/** A source of events that Zappa cannot connect to the function. */
export default defineRule({
  id: 'zappa-event-source',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa cannot use the event or its source',
  why: 'An event names a function, and a schedule or a source. Zappa reads the service from the ARN of the source and knows six of them. For any other, and for a string that is no ARN, it stops when the function is deployed already. For a bucket and a topic it also reads the list events. The source of a table is its stream, whose ARN has the part stream.',
  howToFix:
    'Name the ARN of a queue, a Kinesis stream, the stream of a table, a bucket or a topic. Create the mapping of any other source outside Zappa.',
  sources: [
    'zappa/utilities.py:763-788',
    'zappa/core.py:3664-3674',
    'zappa/core.py:3580-3660',
    'zappa/cli.py:1505-1506',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
  ],

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'events') : []) {
      for (const item of value.kind === 'sequence' ? value.items : []) {
        const event = resolved(item);
        for (const report of [lackOf(event), wrongSourceOf(event)])
          if (report) yield { ...report, stage: owner.name, extendedBy };
      }
    }
  },
});

/** An event that names no function, or that nothing sets off. */
function lackOf(event: Node | undefined): Report | undefined {
  if (event?.kind !== 'mapping' || entriesOf(event).some(({ key }) => isFilledInLater(key.text)))
    return undefined;
  if (!entryAt(event, 'function'))
    return {
      at: event,
      message:
        'The event names no function. Zappa stops with an error when the function is deployed already.',
    };
  if (['expression', 'expressions', 'event_source'].some((key) => entryAt(event, key))) return undefined;
  return {
    at: event,
    message:
      'The event has neither expression nor event_source. Zappa stops with an error or leaves it out, and nothing calls its function.',
    severity: 'warning',
  };
}

/** The source of an event, if Zappa looks at it: it does not if the event has an expression. */
function wrongSourceOf(event: Node | undefined): Report | undefined {
  if (entryAt(event, 'expression') || entryAt(event, 'expressions')) return undefined;
  const source = resolved(entryAt(event, 'event_source')?.value);
  const arn = resolved(entryAt(source, 'arn')?.value);
  return source?.kind === 'mapping' && arn?.kind === 'scalar' ? wrongIn(source, arn) : undefined;
}

const SERVICES = ['dynamodb', 'kinesis', 's3', 'sns', 'sqs', 'events'];

/** Of these Zappa prints the list `events`, so that it has to be there. */
const WITH_EVENTS = ['s3', 'sns', 'events'];

function wrongIn(source: Mapping, arn: Node & { readonly kind: 'scalar' }): Report | undefined {
  if (typeof arn.value !== 'string' || isFilledInLater(arn.text)) return undefined;
  const service = /^arn:[\w-]+:([a-z0-9-]+):/.exec(arn.text)?.[1];
  if (service === undefined)
    return /^[a-z]+:\/\//.test(arn.text) || !arn.text.includes(':')
      ? {
          at: arn,
          message: `"${arn.text}" is not an ARN. Zappa reads the service from it and stops with an error.`,
        }
      : undefined;
  if (!SERVICES.includes(service))
    return {
      at: arn,
      message: `Zappa does not know ${service} as an event source; it knows ${listed(SERVICES)}. It stops with an error.`,
    };
  if (service === 'dynamodb' && /:table\/[\w.-]+$/.test(arn.text))
    return {
      at: arn,
      message: `${arn.text.split('/').at(-1)} is the table. Lambda reads its stream, whose ARN continues with /stream/, and rejects the table.`,
    };
  if (WITH_EVENTS.includes(service) && !entryAt(source, 'events'))
    return {
      at: arn,
      message: `This source has no events, which Zappa reads for ${service}. It stops with an error.`,
    };
  return undefined;
}
