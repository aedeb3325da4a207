import { defaultsOf } from '../../network/field.ts';
import { integerField } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { FUNCTION_TYPES, functionProperty } from '../shared/resources/functionProperty.ts';

/** A function that may run for longer than its queue hides a message. */
export default defineRule({
  id: 'queue-visibility-short',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The visibility timeout of the queue is below the timeout of its function',
  why: 'Lambda hides the messages that it reads from a queue for the visibility timeout of the queue, which is 30 seconds by default. If the function may run for longer, Lambda rejects the event source mapping. AWS recommends six times the timeout of the function.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  ],

  *check(file) {
    const readers = existingResources(file, [...FUNCTION_TYPES, MAPPING, QUEUE]);
    const byId = new Map(readers.map((reader) => [reader.object.id, reader]));
    for (const reader of readers) {
      for (const [functionId, source] of queuesReadBy(reader)) {
        const [called, queue] = [byId.get(functionId), byId.get(source)];
        if (!called || queue?.resource.type !== QUEUE || called.resource.type === QUEUE) continue;
        const report = tooShort(called, queue);
        if (report) yield report;
      }
    }
  },
});

const MAPPING = 'AWS::Lambda::EventSourceMapping';

const QUEUE = 'AWS::SQS::Queue';

/** The ids of functions and of what they read, where a resource says so. */
function* queuesReadBy({ resource, object, property }: ResourceReader): Generator<readonly [string, string]> {
  if (resource.type === MAPPING) {
    const [called, source] = [property('FunctionName'), property('EventSourceArn')];
    if (called.kind === 'reference' && source.kind === 'reference') yield [called.resource, source.resource];
  }
  const events = resource.type === 'AWS::Serverless::Function' ? property('Events') : undefined;
  for (const event of events?.kind === 'fields' ? events.fields.values() : []) {
    const queue = partOf(partOf(event, 'Properties'), 'Queue');
    if (queue?.kind === 'reference') yield [object.id, queue.resource];
  }
}

function partOf(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'fields' ? value.fields.get(name) : undefined;
}

/** In seconds: https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const TIMEOUT_BY_DEFAULT = 3;

/** In seconds: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const VISIBILITY_BY_DEFAULT = 30;

const MOST_VISIBILITY = 43_200;

function tooShort(called: ResourceReader, queue: ResourceReader): Report | undefined {
  const timeout = integerField(functionProperty(called, 'Timeout'));
  const visibility = integerField(queue.property('VisibilityTimeout'));
  if (timeout.kind === 'unknown' || visibility.kind === 'unknown') return undefined;
  const runs = timeout.kind === 'known' ? timeout.value : TIMEOUT_BY_DEFAULT;
  const hides = visibility.kind === 'known' ? visibility.value : VISIBILITY_BY_DEFAULT;
  if (runs <= hides) return undefined;
  const [id, name] = [called.object.id, queue.object.id];
  const byDefault = visibility.kind === 'absent' ? ' by default' : '';
  const wanted = Math.min(6 * runs, MOST_VISIBILITY);
  return {
    at: timeout.kind === 'known' ? timeout.at : called.object.at,
    resource: id,
    defaults: defaultsOf(timeout, visibility),
    message: `${id} may run for ${runs} seconds, and ${name} hides its messages for ${hides} seconds${byDefault}. Lambda rejects the event source mapping.`,
    related: [{ at: queue.object.at, message: `${id} reads ${name}` }],
    fixes: settingFix(
      queue.object.properties,
      'VisibilityTimeout',
      wanted,
      `Set VisibilityTimeout of ${name} to ${wanted}`,
    ),
  };
}
