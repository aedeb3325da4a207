import { booleanOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { entriesOf, entryAt, stringValue, valueAt } from '../../../syntax/tree.ts';
import { hasText, type Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourceOfTypes } from '../../shared/resources/typedResources.ts';
import { isFilledList, isWritten, type Need, type Needs } from './need.ts';

/** What functions and their event source mappings need. */
export const FUNCTIONS: Needs = {
  'AWS::Lambda::EventSourceMapping': needOfMapping,
  'AWS::Lambda::Function': needOfCode,
  'AWS::Serverless::Function': (reader, file) => {
    const { property, globals } = reader;
    const isShared = (name: string) => {
      const shared = globals('Function')?.property(name);
      return shared !== undefined && shared.kind !== 'absent';
    };
    const ofPackage = needOfPackage(reader, isShared);
    const ofEvents = ofPackage ?? needOfEvents(reader, file);
    if (ofEvents) return ofEvents;
    if (isShared('AutoPublishAlias') || property('ProvisionedConcurrencyConfig').kind !== 'fields')
      return undefined;
    return { kind: 'a function with provisioned concurrency', all: ['AutoPublishAlias'] };
  },
};

const STREAMS = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Kinesis::Stream'];

function needOfMapping(
  { property, typeOf }: Pick<ResourceReader, 'property' | 'typeOf'>,
  file: CheckedFile,
): Need | undefined {
  const source = property('EventSourceArn');
  const ofQueue = needOfQueue(source, property, '', file);
  if (ofQueue) return ofQueue;
  const isStream =
    source.kind === 'reference'
      ? STREAMS.includes(typeOf(source.resource) ?? '')
      : source.kind === 'known' && /^arn:[\w-]+:(?:kinesis|dynamodb):/.test(source.text);
  const position = property('StartingPosition');
  if (hasText(position, 'AT_TIMESTAMP'))
    return {
      kind: 'a mapping that starts AT_TIMESTAMP',
      all: ['StartingPositionTimestamp'],
      rests: [position],
    };
  return isStream ? { kind: 'a mapping of a stream', all: ['StartingPosition'], rests: [source] } : undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html: both are required for an archive. */
function needOfCode({ property }: ResourceReader): Need | undefined {
  const type = property('PackageType');
  const code = property('Code');
  const isArchive = type.kind === 'absent' && code.kind === 'fields' && !code.fields.has('ImageUri');
  return isArchive ? { kind: 'a function of an archive', all: ['Handler', 'Runtime'] } : needOfImage(type);
}

/**
 * What SAM wants to know of a function of an archive, and not of one of a container image:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
function needOfPackage(
  { object, property }: ResourceReader,
  isShared: (name: string) => boolean,
): Need | undefined {
  const type = property('PackageType');
  const image = needOfImage(type);
  if (image) return isFilledList(property('Layers')) ? image : undefined;
  if (type.kind !== 'absent' || isShared('PackageType')) return undefined;
  if (isWritten(property('ImageUri')))
    return { kind: 'a function with an ImageUri', all: ['PackageType'], only: { PackageType: 'Image' } };
  // A key without its value is being typed.
  const all = ['Handler', 'Runtime'].filter((name) => !entryAt(object.properties, name) && !isShared(name));
  return all.length > 0 ? { kind: 'a function of an archive', all } : undefined;
}

/** The queues of the events of a SAM function. */
function needOfEvents({ object, property }: ResourceReader, file: CheckedFile): Need | undefined {
  for (const { key, value } of entriesOf(valueAt(object.properties, 'Events'))) {
    if (stringValue(valueAt(value, 'Type')) !== 'SQS') continue;
    const path = `Events.${key.text}.Properties.`;
    const need = needOfQueue(valueAtPath(property, `${path}Queue`), property, path, file);
    if (need) return need;
  }
  return undefined;
}

/**
 * Lambda gathers more than ten messages only in a window, and has none for FIFO queues:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
 */
function needOfQueue(
  source: Value,
  property: ResourceReader['property'],
  path: string,
  file: CheckedFile,
): Need | undefined {
  if (source.kind !== 'reference') return undefined;
  const queue = resourceOfTypes(file, source.resource, ['AWS::SQS::Queue']);
  if (!queue) return undefined;
  const isFifo = queue.property('FifoQueue');
  const window = `${path}MaximumBatchingWindowInSeconds`;
  const mapping = path === '' ? 'a mapping' : 'a function';
  const [size, seconds] = [valueAtPath(property, `${path}BatchSize`), valueAtPath(property, window)];
  if (booleanOf(isFifo))
    return seconds.kind === 'known' && Number(seconds.text) > 0
      ? {
          kind: `${mapping} ${path === '' ? 'of' : 'with'} a FIFO queue`,
          none: [window],
          rests: [isFifo, seconds],
        }
      : undefined;
  return size.kind === 'known' && Number(size.text) > 10
    ? { kind: `${mapping} that takes ${size.text} messages at once`, all: [window], rests: [size] }
    : undefined;
}

/** Lambda refuses the layers: https://github.com/DataDog/terraform-aws-lambda-datadog/issues/2 */
function needOfImage(type: Value): Need | undefined {
  if (!hasText(type, 'Image')) return undefined;
  return { kind: 'a function of a container image', noneListed: ['Layers'], rests: [type] };
}
