import { booleanOf, fieldIn, itemsOf } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { hasText, NO_VALUE, type ResourceReference, type Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { existingResources } from './existingResources.ts';

/** A load balancer with access logs in a bucket of the template, and the policies of that bucket. */
export interface LoggedBalancer {
  readonly balancer: ResourceReader;
  /** Where the bucket is named. */
  readonly bucket: ResourceReference;
  readonly policies: readonly ResourceReader[];
}

/** Load balancers of either version whose access logs are certainly on. */
export function loggedBalancers(file: CheckedFile): readonly LoggedBalancer[] {
  const buckets = new Set(existingResources(file, ['AWS::S3::Bucket']).map(({ object }) => object.id));
  if (buckets.size === 0) return [];
  const policies = existingResources(file, ['AWS::S3::BucketPolicy']);
  const balancers = existingResources(file, [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::ElasticLoadBalancing::LoadBalancer',
  ]);
  return balancers.flatMap((balancer) => {
    const bucket = bucketOf(balancer);
    if (bucket?.kind !== 'reference' || !buckets.has(bucket.resource)) return [];
    const own = policies.filter(({ property }) => {
      const of = property('Bucket');
      return of.kind !== 'reference' || of.resource === bucket.resource;
    });
    return [{ balancer, bucket, policies: own }];
  });
}

function bucketOf({ resource, property }: ResourceReader): Value | undefined {
  if (resource.type === 'AWS::ElasticLoadBalancing::LoadBalancer') {
    const logging = property('AccessLoggingPolicy');
    return booleanOf(fieldIn(logging, 'Enabled')) ? fieldIn(logging, 'S3BucketName') : undefined;
  }
  const attributes = itemsOf(property('LoadBalancerAttributes'));
  return booleanOf(attribute(attributes, 'access_logs.s3.enabled'))
    ? attribute(attributes, 'access_logs.s3.bucket')
    : undefined;
}

function attribute(attributes: readonly Value[], wanted: string): Value {
  for (const one of attributes) {
    const key = fieldIn(one, 'Key');
    if (hasText(key, wanted)) return fieldIn(one, 'Value');
  }
  return NO_VALUE;
}
