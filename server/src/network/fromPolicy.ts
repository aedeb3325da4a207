import type { Value } from '../template/value.ts';
import type { Draft, ResourceReader } from './fromResource.ts';
import { itemsOf, targetField, valueAtPath } from './fromValue.ts';
import type { Field, Target } from './model.ts';

/** IAM policies are read for one thing: which services their owner means to use. Only what is allowed counts. */

export function readRole({ object, property }: ResourceReader, draft: Draft): void {
  note(ownOf(object), valueAtPath(property, 'Policies.*.PolicyDocument'), draft);
}

export function readPolicy({ property }: ResourceReader, draft: Draft): void {
  for (const role of itemsOf(property('Roles'))) note(targetField(role), property('PolicyDocument'), draft);
}

/** SAM's own policies of a function: statements, documents, and templates such as `S3ReadPolicy: {BucketName: …}`. */
export function readFunctionPolicies({ object, property }: ResourceReader, draft: Draft): void {
  const to = ownOf(object);
  for (const policy of itemsOf(property('Policies'))) {
    note(to, policy, draft);
    if (policy.kind !== 'fields') continue;
    for (const name of policy.fields.keys()) {
      const prefix = SAM_POLICIES.find(([start]) => name.startsWith(start))?.[1];
      if (prefix !== undefined && name.endsWith('Policy')) draft.grants.push({ to, prefix, at: policy.at });
    }
  }
}

/**
 * The services of SAM's policy templates, by how their names begin:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
const SAM_POLICIES: readonly (readonly [start: string, prefix: string])[] = [
  ['S3', 's3'],
  ['DynamoDB', 'dynamodb'],
  ['SQS', 'sqs'],
  ['SNS', 'sns'],
  ['AWSSecretsManager', 'secretsmanager'],
  ['SSM', 'ssm'],
  ['KMS', 'kms'],
  ['Kinesis', 'kinesis'],
  ['Firehose', 'firehose'],
  ['StepFunctions', 'states'],
  ['EventBridge', 'events'],
  ['LambdaInvoke', 'lambda'],
];

function ownOf({ id, at }: ResourceReader['object']): Field<Target> {
  return { kind: 'known', value: { kind: 'resource', id }, at, defaults: [] };
}

/** A policy document, several of them, or a statement alone. */
function note(to: Field<Target>, value: Value, draft: Draft): void {
  for (const document of itemsOf(value)) {
    if (document.kind !== 'fields') continue;
    const statements = document.fields.get('Statement') ?? document;
    for (const statement of itemsOf(statements)) {
      if (statement.kind !== 'fields') continue;
      const effect = statement.fields.get('Effect');
      if (effect?.kind !== 'known' || effect.text !== 'Allow') continue;
      for (const action of itemsOf(statement.fields.get('Action') ?? { kind: 'absent' })) {
        const prefix = action.kind === 'known' ? /^([a-z0-9-]+):/.exec(action.text)?.[1] : undefined;
        if (prefix !== undefined && action.kind === 'known') draft.grants.push({ to, prefix, at: action.at });
      }
    }
  }
}
