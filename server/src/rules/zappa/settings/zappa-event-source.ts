import { entriesOf, entryAt, type Mapping, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { writtenValues } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A source of events that Zappa cannot connect to the function. */
export default defineRule({
  id: 'zappa-event-source',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa cannot use the event or its source',
  why: 'An event names a function, and a schedule or a source. Zappa reads the service from the ARN of the source and knows six of them. For any other, and for a string that is no ARN, it stops when the function is deployed already. For a bucket and a topic it also reads the list events. The source of a table is its stream, whose ARN has the part stream. Zappa 0.63 does not pass on where to start in a stream, which Lambda asks for when the mapping is created. Lambda reads at most 10000 messages at once, and ten of a FIFO queue; for more than ten of a queue it needs a batch window, which a FIFO queue does not have.',
  howToFix:
    'Name the ARN of a queue, a bucket or a topic. Create the mapping of a stream, and of any other source, outside Zappa; Zappa updates the mapping of a stream that exists.',
  sources: [
    'zappa/utilities.py:763-788',
    'zappa/core.py:3664-3674',
    'zappa/core.py:3580-3660',
    'zappa/cli.py:1505-1506',
    'zappa/utilities.py:286-333',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  ],

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'events') : []) {
      for (const item of value.kind === 'sequence' ? value.items : []) {
        const event = resolved(item);
        for (const report of [lackOf(event), ...sourceReports(event)])
          if (report) yield { ...report, stage: owner.name, extendedBy };
      }
    }
  },
});

function sourceReports(event: Node | undefined): readonly (Report | undefined)[] {
  // With an expression, Zappa does not look at the source.
  if (entryAt(event, 'expression') || entryAt(event, 'expressions')) return [];
  const source = resolved(entryAt(event, 'event_source')?.value);
  const arn = resolved(entryAt(source, 'arn')?.value);
  if (source?.kind !== 'mapping' || arn?.kind !== 'scalar') return [];
  return [wrongIn(source, arn), batchOf(source, arn)];
}

/** The missing part of an event: a function to call, or something that triggers it. */
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

const SERVICES = ['dynamodb', 'kinesis', 's3', 'sns', 'sqs', 'events'];

/** Services for which Zappa prints the list `events`, so that the key is required. */
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
  if (WITHOUT_PLACE.test(arn.text))
    return {
      at: arn,
      message: `"${arn.text}" lacks a region or an account. AWS rejects it, Zappa logs the error, and nothing calls the function.`,
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
  if (WITH_POSITION.includes(service))
    return {
      at: arn,
      severity: 'warning',
      message:
        'Zappa 0.63 does not tell Lambda where to start in the stream, and Lambda rejects the mapping without it. Zappa logs the error, and nothing calls the function unless the mapping exists already.',
    };
  return undefined;
}

/** Services for which Lambda requires a StartingPosition, which Zappa does not pass: zappa/utilities.py:321-337. */
const WITH_POSITION = ['dynamodb', 'kinesis'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const WITHOUT_PLACE = /^arn:[\w-]+:(?:sns|sqs|kinesis|dynamodb):(?::|[^:]*::)/;

/** Services whose messages Lambda fetches in batches. */
const WITH_BATCHES = ['dynamodb', 'kinesis', 'sqs'];

const FEW = 10;

const MOST = 10_000;

/** A batch size that Lambda does not accept. Zappa then logs an error and goes on without the source. */
function batchOf(source: Mapping, arn: Scalar): Report | undefined {
  const parts = arn.text.split(':');
  const service = parts[2] ?? '';
  const batch = numberAt(source, 'batch_size');
  const window = numberAt(source, 'batch_window');
  const isFifo = service === 'sqs' && arn.text.endsWith('.fifo');
  if (isFifo && window && window.value > 0)
    return {
      at: window.node,
      message: `batch_window is ${window.value}, and FIFO queues have no window. Lambda rejects the mapping, and nothing calls the function.`,
      fixes: changeTo(window.node, 0, false),
    };
  if (!batch || !WITH_BATCHES.includes(service)) return undefined;
  const most = isFifo ? FEW : MOST;
  const limit = batch.value < 1 ? 1 : batch.value > most ? most : undefined;
  if (limit !== undefined)
    return {
      at: batch.node,
      message: `batch_size is ${batch.value}; the ${limit === 1 ? 'minimum' : 'maximum'}${isFifo ? ' for a FIFO queue' : ''} is ${limit}. Lambda rejects the mapping, and nothing calls the function.`,
      fixes: changeTo(batch.node, limit, false),
    };
  if (service !== 'sqs' || !window || window.value > 0 || batch.value <= FEW) return undefined;
  return {
    at: window.node,
    message: `batch_window is ${window.value}, and batch_size is ${batch.value}. For more than ${FEW} messages Lambda needs a window of 1 second or more, and rejects the mapping.`,
    fixes: changeTo(window.node, 1, false),
  };
}

function numberAt(source: Mapping, key: string) {
  const node = resolved(entryAt(source, key)?.value);
  if (node?.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  return { node, value: node.value };
}
