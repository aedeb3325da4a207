import { isConditional } from '../../changes/resources.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defaultsOfValue, hasText, textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A flow log to CloudWatch Logs without a role, or to S3 with one. */
export default defineRule({
  id: 'flow-log-undeliverable',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The flow log has the wrong permission for its destination',
  why: 'A flow log delivers to CloudWatch Logs unless LogDestinationType says otherwise, and writes there with the role in DeliverLogsPermissionArn. A bucket allows it in its own policy: EC2 answers a role with "DeliverLogsPermissionArn is not applicable for s3 delivery". In both cases the stack fails.',
  howToFix: 'Name a role in DeliverLogsPermissionArn for CloudWatch Logs, and none for S3.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
    'https://github.com/aws-samples/aws-secure-environment-accelerator/issues/1111',
    'LOG-01',
    'G76',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const log of resourcesOfTypes(file, ['AWS::EC2::FlowLog'])) {
      const defaults = ['LogDestinationType', 'DeliverLogsPermissionArn'].flatMap((name) =>
        defaultsOfValue(log.property(name)),
      );
      const found = faultOf(log, file);
      if (found) yield { resource: log.object.id, defaults, ...found };
    }
  },
});

function faultOf(log: ResourceReader, file: CheckedFile): Report | undefined {
  const { object, property } = log;
  const type = property('LogDestinationType');
  const [role, to] = [property('DeliverLogsPermissionArn'), property('LogDestination')];
  if (hasText(type, 's3') && role.kind !== 'absent' && role.kind !== 'unknown')
    return {
      at: entryAt(object.properties, 'DeliverLogsPermissionArn')?.key ?? role.at,
      message: `${object.id} delivers to S3 and has a role in DeliverLogsPermissionArn. EC2 accepts none there.`,
      fixes: withoutRole(log),
    };
  const isPreset = type.kind === 'absent';
  if (!isPreset && !hasText(type, 'cloud-watch-logs')) return undefined;
  const byDefault = isPreset ? ' by default' : '';
  if (isBucket(to, file))
    return {
      at: to.kind === 'absent' ? object.at : to.at,
      message: `${object.id} names a bucket in LogDestination, and its LogDestinationType is cloud-watch-logs${byDefault}. EC2 rejects it.`,
      fixes: toBucket(log),
    };
  if (role.kind !== 'absent') return undefined;
  return {
    at: isPreset ? object.at : type.at,
    message: `${object.id} delivers to CloudWatch Logs${byDefault} and has no DeliverLogsPermissionArn. EC2 rejects it.`,
    ...slipOf(object.id, ['DeliverLogsPermissionArn'], file),
  };
}

function isBucket(to: Value, { template }: CheckedFile): boolean {
  if (to.kind === 'reference') return template?.resources.get(to.resource)?.type === 'AWS::S3::Bucket';
  const text = textOrPartial(to);
  return /^arn:[^:]+:s3:::/.test(text ?? '');
}

function withoutRole({ object: { properties } }: ResourceReader): readonly Fix[] {
  const entry = entryAt(properties, 'DeliverLogsPermissionArn');
  if (!properties || !entry || isConditional(entry.value)) return [];
  return [
    {
      title: 'Remove DeliverLogsPermissionArn',
      preferred: true,
      edits: [{ op: 'remove-entry', from: properties, entry }],
    },
  ];
}

/** Changes the destination to S3, and removes the role, which is for CloudWatch Logs. */
function toBucket({ object: { properties }, property }: ResourceReader): readonly Fix[] {
  const parts = ['LogDestinationType', 'DeliverLogsPermissionArn'].map((name) => entryAt(properties, name));
  if (!properties || isConditional(properties) || property('LogGroupName').kind !== 'absent') return [];
  const role = parts[1];
  return [
    {
      title: 'Make s3 the destination type',
      preferred: true,
      edits: [
        { op: 'set-entry', in: properties, key: 'LogDestinationType', value: 's3', before: 'LogDestination' },
        ...(role ? [{ op: 'remove-entry', from: properties, entry: role } as const] : []),
      ],
    },
  ];
}
