import { table } from '../../table.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { type Replacement, resourcesInBoth, type TemplateIn } from './replacements.ts';
import { type Changed, changed, nestedValue } from './values.ts';

/** A resource that CloudFormation updates in place, with some interruption. */
export interface Interruption {
  readonly id: string;
  readonly type: string;
  /** `perhaps` if only the deployment decides whether a property changes. */
  readonly certainty: Exclude<Changed, 'no'>;
  /** The properties that cause the interruption. */
  readonly properties: readonly string[];
}

/**
 * Properties with "Update requires: Some interruptions" on the page of their type, except those that the type's schema
 * lists in `conditionalCreateOnlyProperties`, which `replacements` reports. The pages are as of 2026.
 */
const INTERRUPTS: Readonly<Record<string, readonly string[]>> = table({
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
  'AWS::RDS::DBInstance': [
    'DBInstanceClass',
    'DomainAuthSecretArn',
    'DomainDnsIps',
    'DomainFqdn',
    'DomainOu',
    'EngineLifecycleSupport',
    'EngineVersion',
    'Port',
    'StorageType',
  ],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html
  'AWS::AmazonMQ::Broker': ['Configuration', 'HostInstanceType', 'ResourceShareArns'],
});

/** The resources that CloudFormation interrupts but does not replace. */
export function interruptions(
  before: TemplateIn,
  after: TemplateIn,
  replaced: readonly Replacement[],
): readonly Interruption[] {
  const gone = new Set(replaced.map(({ id }) => id));
  // A macro can rewrite any part.
  const mayBeWrittenAnew = [before, after].some(({ scenario }) => scenario.template.hasMacros);
  return resourcesInBoth(before.scenario, after.scenario).flatMap(({ id, type, properties }) => {
    const paths = INTERRUPTS[type] ?? [];
    if (paths.length === 0 || gone.has(id)) return [];
    const old = evaluate(before.scenario.template.resources.get(id)?.properties, before.scenario);
    const now = evaluate(properties, after.scenario);
    const changes = paths.map((path) =>
      changed(
        { value: nestedValue(old, path), text: before.text },
        { value: nestedValue(now, path), text: after.text },
      ),
    );
    const certainty = changes.includes('yes') ? 'yes' : 'perhaps';
    const own = paths.filter((_, i) => changes[i] === certainty);
    if (own.length === 0) return [];
    return [{ id, type, certainty: mayBeWrittenAnew ? 'perhaps' : certainty, properties: own }];
  });
}
