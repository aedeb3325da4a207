import { isConditional } from '../../changes/resources.ts';
import { defaultsOf, type KnownField, valueOr } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../network/model.ts';
import { entryAt, valueAt } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { notAfter, unordered } from '../shared/dependsOn.ts';

/** Private DNS of an interface endpoint for S3 that also needs a gateway endpoint. */
export default defineRule({
  id: 'endpoint-s3-no-gateway',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Private DNS for S3 needs a gateway endpoint, which the VPC lacks',
  why: 'Private DNS of an interface endpoint for S3 is for resolvers outside of the VPC alone unless DnsOptions say otherwise; the VPC itself goes by a gateway endpoint. EC2 rejects it without one: "To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC must have a Gateway endpoint for the service".',
  howToFix:
    'Add a gateway endpoint for S3 and make the interface endpoint depend on it, or enable private DNS for all resolvers.',
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-vpcendpoint-dnsoptionsspecification.html',
    'https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/982',
    'https://github.com/hashicorp/terraform-provider-aws/issues/31117',
  ],

  *check(file) {
    const { network } = file;
    if (file.template?.hasMacros) return;
    for (const endpoint of network.endpoints.values()) {
      const { id, isForInboundResolver } = endpoint;
      const privateDns = dnsThatNeedsGateway(endpoint);
      const vpc = keyOfField(endpoint.vpc);
      if (!privateDns || vpc === undefined || !network.vpcs.has(vpc)) continue;
      const isStated = isForInboundResolver.kind === 'known';
      const gateways = gatewaysIn(vpc, network);
      const [first] = gateways;
      // If the VPC is exported, another stack may have the gateway endpoint.
      if (gateways.length === 0 && !network.exportedIds.has(vpc)) {
        yield {
          at: privateDns.at,
          resource: id,
          // The default without DnsOptions is known only from reports of users.
          severity: isStated ? 'error' : 'warning',
          defaults: defaultsOf(privateDns, isForInboundResolver, endpoint.service, endpoint.type),
          message: `${id} has private DNS for inbound resolvers only${isStated ? '' : ' (the default without DnsOptions)'}, and ${vpc} has no gateway endpoint for S3. EC2 rejects it.`,
          fixes: useForAllResolvers(endpoint),
        };
      } else if (first && notAfter([endpoint], gateways, file).length > 0) {
        yield {
          ...unordered(
            [endpoint],
            first,
            {
              message: `${id} does not depend on ${first.id}, the gateway endpoint that its private DNS needs. EC2 rejects it in a VPC that has none yet.`,
              related: `${first.id} is the gateway endpoint of ${vpc}`,
            },
            file,
          ),
          severity: 'info',
        };
      }
    }
  },
});

/** The private DNS of an interface endpoint for S3 that is for inbound resolvers only, which is the default. */
function dnsThatNeedsGateway(endpoint: VpcEndpoint): KnownField<boolean> | undefined {
  const { privateDns, isForInboundResolver } = endpoint;
  if (!isS3(endpoint, 'Interface') || privateDns.kind !== 'known' || !privateDns.value) return undefined;
  if (isForInboundResolver.kind === 'unknown') return undefined;
  return isForInboundResolver.kind === 'known' && !isForInboundResolver.value ? undefined : privateDns;
}

function isS3({ type, service }: VpcEndpoint, wanted: 'Interface' | 'Gateway'): boolean {
  return (
    valueOr(type, 'Gateway') === wanted &&
    service.kind === 'known' &&
    service.value.isAws &&
    service.value.name === 's3'
  );
}

/** The endpoints of the VPC that are, or may be, gateway endpoints for S3. */
function gatewaysIn(vpc: string, { endpoints }: Network): readonly VpcEndpoint[] {
  return [...endpoints.values()].filter((one) => {
    const isUnclear =
      one.type.kind === 'unknown' || one.service.kind === 'unknown' || one.vpc.kind === 'unknown';
    return (isUnclear || isS3(one, 'Gateway')) && (one.vpc.kind === 'unknown' || keyOfField(one.vpc) === vpc);
  });
}

/**
 * Not preferred: the names of S3 then resolve to the interfaces for the whole VPC, which cost by the hour and by the
 * gigabyte.
 */
function useForAllResolvers({ properties }: VpcEndpoint): readonly Fix[] {
  const options = valueAt(properties, 'DnsOptions');
  if (!properties || isConditional(options)) return [];
  const title = 'Use private DNS for all resolvers';
  const key = 'PrivateDnsOnlyForInboundResolverEndpoint';
  if (!entryAt(properties, 'DnsOptions'))
    return [
      {
        title,
        preferred: false,
        edits: [
          { op: 'insert-entry', into: properties, key: 'DnsOptions', value: { [key]: 'AllResolvers' } },
        ],
      },
    ];
  if (options?.kind !== 'mapping' || options.tag !== undefined) return [];
  return [{ title, preferred: false, edits: [{ op: 'set-entry', in: options, key, value: 'AllResolvers' }] }];
}
