import type { ResourceSchema, Schema } from '../aws/schema/schema.ts';
import { table } from '../table.ts';

const TEXT: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };
const MAP: Schema = { type: 'object' };
const TEXTS: Schema = { type: 'array', items: TEXT };

/** References, as `Ref`: the page of the policy's statements says so of each of the intrinsic lists. */
const ENDPOINTS: Schema = { type: 'array', items: { type: 'string', takes: 'AWS::EC2::VPCEndpoint' } };
const VPCS: Schema = { type: 'array', items: { type: 'string', takes: 'AWS::EC2::VPC' } };

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html */
const RESOURCE_POLICY: Schema = {
  type: 'object',
  properties: {
    IntrinsicVpceWhitelist: ENDPOINTS,
    IntrinsicVpcWhitelist: VPCS,
    SourceVpcWhitelist: TEXTS,
    IpRangeWhitelist: TEXTS,
    AwsAccountWhitelist: TEXTS,
    IntrinsicVpceBlacklist: ENDPOINTS,
    IntrinsicVpcBlacklist: VPCS,
    SourceVpcBlacklist: TEXTS,
    IpRangeBlacklist: TEXTS,
    AwsAccountBlacklist: TEXTS,
    CustomStatements: { type: 'array', items: MAP },
  },
};

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html */
const AUTH: Schema = {
  type: 'object',
  properties: {
    ResourcePolicy: RESOURCE_POLICY,
    DefaultAuthorizer: TEXT,
    Authorizers: MAP,
    ApiKeyRequired: FLAG,
    UsagePlan: MAP,
    InvokeRole: TEXT,
    AddDefaultAuthorizerToCorsPreflight: FLAG,
    AddApiKeyRequiredToCorsPreflight: FLAG,
  },
};

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-endpointconfiguration.html */
const ENDPOINT: Schema = {
  type: 'object',
  properties: {
    // A private API is rejected without a resource policy, so PRIVATE is not the first.
    Type: { type: 'string', enum: ['REGIONAL', 'PRIVATE', 'EDGE'] },
    VPCEndpointIds: ENDPOINTS,
    IpAddressType: { type: 'string', enum: ['ipv4', 'dualstack'] },
  },
};

const SCHEMAS: Readonly<Record<string, ResourceSchema>> = table({
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
  'AWS::Serverless::Api': {
    required: ['StageName'],
    properties: {
      StageName: TEXT,
      EndpointConfiguration: ENDPOINT,
      Auth: AUTH,
      Name: TEXT,
      DefinitionUri: {},
      DefinitionBody: MAP,
      Cors: {},
      ...each(FLAG, 'TracingEnabled', 'AlwaysDeploy', 'CacheClusterEnabled', 'DisableExecuteApiEndpoint'),
      ...each(FLAG, 'FailOnWarnings', 'MergeDefinitions', 'PropagateTags'),
      ...each(TEXT, 'Description', 'ApiKeySourceType', 'CacheClusterSize', 'OpenApiVersion'),
      ...each(MAP, 'AccessLogSetting', 'CanarySetting', 'Domain', 'GatewayResponses', 'Models', 'Policy'),
      ...each(MAP, 'Tags', 'Variables'),
      Mode: TEXT,
      BinaryMediaTypes: TEXTS,
      MethodSettings: { type: 'array', items: MAP },
      MinimumCompressionSize: { type: 'integer' },
    },
    attributes: [],
  },
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
  'AWS::Serverless::HttpApi': {
    properties: {
      StageName: TEXT,
      CorsConfiguration: {},
      ...each(MAP, 'Auth', 'Domain', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings'),
      ...each(TEXT, 'Name', 'Description'),
      DefinitionUri: {},
      ...each(MAP, 'DefinitionBody', 'StageVariables', 'Tags'),
      ...each(FLAG, 'DisableExecuteApiEndpoint', 'FailOnWarnings', 'PropagateTags'),
    },
    attributes: [],
  },
});

/**
 * What can be written in one of SAM's APIs. This is enough to suggest properties, not to judge them: SAM also accepts other forms, and
 * adds properties. Undefined for all other types.
 */
export function samApiSchemaOf(type: string): ResourceSchema | undefined {
  return SCHEMAS[type];
}

function each(schema: Schema, ...names: readonly string[]): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema]));
}
