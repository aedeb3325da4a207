import { hasText } from '../../../../template/evaluation/value.ts';
import { ABSENT, type Field, type NetworkObject } from '../../../field.ts';
import type { PublicEndpoint } from '../../../workload.ts';
import {
  booleanField,
  fieldOf,
  firstAtPath,
  itemsOf,
  targetField,
  targetList,
  valueAtPath,
} from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';
import { isOutsideVpcs } from './managed.ts';
import { readWorkload } from './workload.ts';

export function readApi({ object, property }: ResourceReader, draft: Draft): void {
  const types = itemsOf(firstAtPath(property, ['EndpointConfiguration.Types', 'EndpointConfiguration.Type']));
  const isPrivate = types.some((type) => hasText(type, 'PRIVATE'));
  const unread = types.find((type) => type.kind !== 'known');
  draft.publicEndpoints.set(object.id, {
    ...object,
    kind: 'api',
    function: ABSENT,
    isPrivate:
      unread && !isPrivate
        ? { kind: 'unknown', why: 'its EndpointConfiguration is unknown', at: object.at }
        : { kind: 'known', value: isPrivate, at: object.at, defaults: [] },
  });
  if (!isPrivate) return;
  const ids = firstAtPath(property, [
    'EndpointConfiguration.VpcEndpointIds',
    'EndpointConfiguration.VPCEndpointIds',
  ]);
  draft.privateApis.set(object.id, { ...object, endpoints: targetList(ids) });
}

/** HTTP and WebSocket APIs are public: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html */
export function readHttpApi({ object }: ResourceReader, draft: Draft): void {
  const isPrivate = { kind: 'known', value: false, at: object.at, defaults: [] } as const;
  draft.publicEndpoints.set(object.id, { ...object, kind: 'api', function: ABSENT, isPrivate });
}

/**
 * An access point that is bound to a VPC; any other is a name of S3 like those of buckets:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html
 */
export function readAccessPoint({ object, property }: ResourceReader, draft: Draft): void {
  const vpc = targetField(valueAtPath(property, 'VpcConfiguration.VpcId'));
  if (vpc.kind === 'absent') return;
  const isPrivate = { kind: 'known', value: true, at: object.at, defaults: [] } as const;
  draft.publicEndpoints.set(object.id, { ...object, kind: 'access-point', function: ABSENT, isPrivate, vpc });
}

export function readFunctionUrl({ object, property }: ResourceReader, draft: Draft): void {
  draft.publicEndpoints.set(object.id, {
    ...object,
    kind: 'function-url',
    function: targetField(property('TargetFunctionArn')),
    isPrivate: ABSENT,
  });
}

/** SAM makes a function's URL under a name of its own: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html */
export function readUrlOfFunction({ object, property }: ResourceReader, draft: Draft): void {
  if (property('FunctionUrlConfig').kind === 'absent') return;
  const { id, at } = object;
  draft.publicEndpoints.set(`${id}Url`, {
    ...object,
    id: `${id}Url`,
    kind: 'function-url',
    function: { kind: 'known', value: { kind: 'resource', id }, at, defaults: [] },
    isPrivate: ABSENT,
  });
}

/** A Transfer server is in a VPC, or under a public name. */
export function readTransferServer(reader: ResourceReader, draft: Draft): void {
  if (isOutsideVpcs(reader.property)) addPublic(reader.object, 22, ABSENT, draft);
  else readWorkload(reader, draft);
}

/** https://docs.aws.amazon.com/apprunner/latest/dg/network-pl.html */
export function readAppRunnerService({ object, property }: ResourceReader, draft: Draft): void {
  const isPublic = booleanField(
    valueAtPath(property, 'NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible'),
  );
  const isPrivate = isPublic.kind === 'known' ? { ...isPublic, value: !isPublic.value } : isPublic;
  const connector = targetList(
    valueAtPath(property, 'NetworkConfiguration.EgressConfiguration.VpcConnectorArn'),
  );
  addPublic(object, 443, isPrivate, draft, { origins: connector });
}

/** https://docs.aws.amazon.com/aurora-dsql/latest/userguide/privatelink-managing-clusters.html */
export function readDsqlCluster({ object }: ResourceReader, draft: Draft): void {
  addPublic(object, 5432, ABSENT, draft);
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html */
export function readDistribution({ object, property }: ResourceReader, draft: Draft): void {
  const origins = targetList(
    valueAtPath(property, 'DistributionConfig.Origins.*.VpcOriginConfig.VpcOriginId'),
  );
  addPublic(object, 443, ABSENT, draft, { origins });
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/using-private-apis.html */
export function readGraphqlApi({ object, property }: ResourceReader, draft: Draft): void {
  const isPrivate = fieldOf(property('Visibility'), (text) =>
    text === 'PRIVATE' ? true : text === 'GLOBAL' ? false : undefined,
  );
  addPublic(object, 443, isPrivate, draft);
}

function addPublic(
  object: NetworkObject,
  port: number,
  isPrivate: Field<boolean>,
  draft: Draft,
  more?: Pick<PublicEndpoint, 'origins'>,
): void {
  const hosted: PublicEndpoint = { ...object, kind: 'hosted', function: ABSENT, isPrivate, port, ...more };
  draft.publicEndpoints.set(object.id, hosted);
}
