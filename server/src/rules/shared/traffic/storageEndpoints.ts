import { routeTableOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import type { NetworkObject } from '../../../network/field.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import {
  type Fields,
  hasText,
  NO_VALUE,
  textOrPartial,
  type Value,
} from '../../../template/evaluation/value.ts';
import { matchesAction } from '../../../zappa/policy.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { existingResources } from '../resources/existingResources.ts';

/** A bucket that AWS owns, and for what a client in the VPC uses it. */
export interface OutsideBucket {
  readonly action: string;
  /** The ARN of an object in it, in one region. */
  readonly object: string;
  /** The part of its name that is the same in all regions. */
  readonly part: string;
}

/** A gateway endpoint for S3, its policy and the ids of its route tables. */
export interface StorageEndpoint {
  readonly object: NetworkObject;
  readonly policy: Fields;
  readonly tables: ReadonlySet<string | undefined>;
}

/** The gateway endpoints for S3 whose policies certainly do not allow an action on a bucket of AWS's. */
export function* storageEndpointsClosedTo(
  bucket: OutsideBucket,
  file: CheckedFile,
): Generator<StorageEndpoint> {
  for (const { object, property } of existingResources(file, ['AWS::EC2::VPCEndpoint'])) {
    const endpoint = file.network.endpoints.get(object.id);
    if (endpoint?.service.kind !== 'known' || endpoint.service.value.name !== 's3') continue;
    if (endpoint.routeTables.kind !== 'known') continue;
    const policy = property('PolicyDocument');
    const statements = itemsOf(valueAtPath(property, 'PolicyDocument.Statement'));
    if (policy.kind !== 'fields' || statements.length === 0) continue;
    if (statements.some((one) => mayAllow(one, bucket, file))) continue;
    yield { object, policy, tables: new Set(endpoint.routeTables.items.map(keyOfField)) };
  }
}

/** Whether the subnets of a workload all use one of these tables. */
export function isBehind(id: string, tables: ReadonlySet<string | undefined>, network: Network): boolean {
  const placement = placements(network).get(id);
  if (!placement || placement.subnets.length === 0) return false;
  return placement.subnets.every((subnet) => {
    const effective = routeTableOf(subnet, network);
    return effective.kind === 'table' && tables.has(effective.table.id);
  });
}

/** Whether a statement may allow the action; a value that is known only at deployment may. */
function mayAllow(statement: Value, bucket: OutsideBucket, file: CheckedFile): boolean {
  if (statement.kind !== 'fields') return true;
  const said = (name: string) => itemsOf(statement.fields.get(name) ?? NO_VALUE);
  if (said('Effect').some((one) => hasText(one, 'Deny'))) return false;
  if (isForOwnAccounts(statement)) return false;
  const [actions, resources] = [said('Action'), said('Resource')];
  if (actions.length === 0 || resources.length === 0) return true;
  return (
    actions.some((one) => one.kind !== 'known' || matchesAction(one.text, bucket.action)) &&
    resources.some((one) => mayBeIn(one, bucket, file))
  );
}

/**
 * Whether a statement is only for the user's own accounts or organization; the bucket belongs to an account of AWS's.
 */
function isForOwnAccounts(statement: Fields): boolean {
  const condition = statement.fields.get('Condition');
  const equals = condition?.kind === 'fields' ? condition.fields.get('StringEquals') : undefined;
  return equals?.kind === 'fields' && [...equals.fields.keys()].some((key) => OF_OWNER.test(key));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const OF_OWNER = /^(?:aws:Resource(?:Account|OrgID)|s3:ResourceAccount)$/i;

function mayBeIn(resource: Value, { object, part }: OutsideBucket, { template }: CheckedFile): boolean {
  if (resource.kind === 'reference') return false;
  const text = textOrPartial(resource);
  if (text === undefined) return true;
  // In any region.
  if (text.includes(part)) return true;
  const written = text.replace(/\$\{AWS::(?:Region|Partition)\}/g, '*');
  if (!written.includes('${')) return matchesAction(written, object);
  const names = [...written.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
  return (
    names.length === 0 || !names.every((name) => template?.resources.get(name)?.type === 'AWS::S3::Bucket')
  );
}
