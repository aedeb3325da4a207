import { entriesOf, entryAt, stringValue, valueAt } from '../../../../syntax/tree.ts';
import { table } from '../../../../table.ts';
import type { Value } from '../../../../template/evaluation/value.ts';
import { ABSENT, type Field, type Target } from '../../../field.ts';
import type { EventSourceMapping } from '../../../workload.ts';
import { itemsOf, targetField, valueAtPath } from '../../fieldOfValue.ts';
import type { Draft, Property, ResourceReader } from '../../readResource.ts';

/** What invokes a function for the items of a queue, a stream or a Kafka cluster. */
export function readEventSourceMapping({ object, property, typeOf }: ResourceReader, draft: Draft): void {
  draft.eventSourceMappings.set(object.id, {
    ...object,
    ...pollersOf(property),
    resource: object.id,
    function: targetField(property('FunctionName')),
    source: targetField(clusterOfArn(property('EventSourceArn'), typeOf)),
    isSelfManaged: property('SelfManagedEventSource').kind !== 'absent',
    hasDestination: entryAt(object.properties, 'DestinationConfig') !== undefined,
  });
}

/**
 * The events for which SAM makes a mapping that is polled from a VPC, and what names their source:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
const POLLED: Readonly<Record<string, string | undefined>> = table({
  DocumentDB: 'Cluster',
  MQ: 'Broker',
  MSK: 'Stream',
  SelfManagedKafka: undefined,
});

/** The mappings that SAM makes for the events of a function. */
export function readFunctionEvents(
  { resource, object, property, typeOf }: ResourceReader,
  draft: Draft,
): void {
  for (const { key, value } of entriesOf(valueAt(resource.properties, 'Events'))) {
    const type = stringValue(valueAt(value, 'Type')) ?? '';
    if (!Object.hasOwn(POLLED, type)) continue;
    const node = valueAt(value, 'Properties');
    const of = (name: string) => valueAtPath(property, `Events.${key.text}.Properties.${name}`);
    const id = `${object.id}.${key.text}`;
    const source = POLLED[type];
    draft.eventSourceMappings.set(id, {
      ...pollersOf(of),
      id,
      at: key,
      properties: node?.kind === 'mapping' ? node : undefined,
      resource: object.id,
      function: { kind: 'known', value: { kind: 'resource', id: object.id }, at: key, defaults: [] },
      source: source === undefined ? ABSENT : targetField(clusterOfArn(of(source), typeOf)),
      isSelfManaged: type === 'SelfManagedKafka',
      hasDestination: entryAt(node, 'DestinationConfig') !== undefined,
    });
  }
}

function pollersOf(
  property: Property,
): Pick<EventSourceMapping, 'subnets' | 'securityGroups' | 'isProvisioned' | 'usesSecret'> {
  const access = itemsOf(property('SourceAccessConfigurations'));
  const ofType = (wanted: RegExp): Value[] =>
    access.flatMap((one) => {
      if (one.kind !== 'fields') return [one];
      const type = one.fields.get('Type');
      const isWanted = type?.kind !== 'known' || wanted.test(type.text);
      return isWanted ? [one.fields.get('URI') ?? { kind: 'absent' }] : [];
    });
  return {
    subnets: ofType(/^VPC_SUBNET$/).map(networkTarget),
    securityGroups: ofType(/^VPC_SECURITY_GROUP$/).map(networkTarget),
    isProvisioned: isThere(property('ProvisionedPollerConfig')),
    usesSecret: ofType(/_AUTH$|TLS_/).length > 0,
  };
}

/**
 * CloudFormation returns no ARN of a DocumentDB cluster, so templates build it from the name:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-docdb-dbcluster.html
 */
function clusterOfArn(arn: Value, typeOf: ResourceReader['typeOf']): Value {
  const name = arn.kind === 'unknown' ? /:cluster:\$\{(\w+)\}$/.exec(arn.partial ?? '')?.[1] : undefined;
  if (arn.kind !== 'unknown' || name === undefined || typeOf(name) !== 'AWS::DocDB::DBCluster') return arn;
  return { kind: 'reference', resource: name, at: arn.at };
}

function isThere({ kind }: Value): boolean | undefined {
  return kind === 'unknown' ? undefined : kind !== 'absent';
}

/**
 * The id alone, or the id after its kind, as in `subnet:subnet-f3446aba`:
 * https://docs.aws.amazon.com/lambda/latest/dg/API_SourceAccessConfiguration.html
 */
const PREFIXED = /^(?:subnet|security_group):(.+)$/;

function networkTarget(uri: Value): Field<Target> {
  const { at } = uri.kind === 'absent' ? {} : uri;
  if (uri.kind === 'known') return targetField({ ...uri, text: PREFIXED.exec(uri.text)?.[1] ?? uri.text });
  const partial = uri.kind === 'unknown' ? PREFIXED.exec(uri.partial ?? '')?.[1] : undefined;
  const name = /^\$\{([A-Za-z0-9]+)(?:\.(?:GroupId|SubnetId))?\}$/.exec(partial ?? '')?.[1];
  if (name === undefined || at === undefined) return targetField(uri);
  return targetField({ kind: 'reference', resource: name, at });
}
