import { fieldIn, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { table } from '../../../table.ts';
import type { Value } from '../../../template/evaluation/value.ts';

/** Where the policies of a type of resource are. */
const POLICIES: Readonly<Record<string, string>> = table({
  'AWS::ApiGateway::RestApi': 'Policy',
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::IAM::Role': 'Policies.*.PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
});

/** The types of resources that have policies with conditions about callers. */
export const TYPES_WITH_POLICIES: readonly string[] = Object.keys(POLICIES);

/** The conditions of all statements of a resource's policies. */
export function conditionsOf({ resource, property }: ResourceReader): readonly Value[] {
  const documents = itemsOf(valueAtPath(property, POLICIES[resource.type]!));
  return documents
    .flatMap((document) => itemsOf(fieldIn(document, 'Statement')))
    .map((statement) => fieldIn(statement, 'Condition'));
}
