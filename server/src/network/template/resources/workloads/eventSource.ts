import { entryAt } from '../../../../syntax/tree.ts';
import type { Value } from '../../../../template/evaluation/value.ts';
import type { Field, Target } from '../../../field.ts';
import { itemsOf, targetField } from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';

/** What invokes a function for the items of a queue, a stream or a Kafka cluster. */
export function readEventSourceMapping({ object, property, typeOf }: ResourceReader, draft: Draft): void {
  const access = itemsOf(property('SourceAccessConfigurations'));
  const ofType = (wanted: RegExp): Value[] =>
    access.flatMap((one) => {
      if (one.kind !== 'fields') return [one];
      const type = one.fields.get('Type');
      const isWanted = type?.kind !== 'known' || wanted.test(type.text);
      return isWanted ? [one.fields.get('URI') ?? { kind: 'absent' }] : [];
    });
  draft.eventSourceMappings.set(object.id, {
    ...object,
    function: targetField(property('FunctionName')),
    source: targetField(clusterOfArn(property('EventSourceArn'), typeOf)),
    subnets: ofType(/^VPC_SUBNET$/).map(networkTarget),
    securityGroups: ofType(/^VPC_SECURITY_GROUP$/).map(networkTarget),
    isProvisioned: isThere(property('ProvisionedPollerConfig')),
    isSelfManaged: property('SelfManagedEventSource').kind !== 'absent',
    hasDestination: entryAt(object.properties, 'DestinationConfig') !== undefined,
    usesSecret: ofType(/_AUTH$|TLS_/).length > 0,
  });
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
