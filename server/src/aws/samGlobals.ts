import { table } from '../table.ts';

/**
 * The sections of SAM's `Globals` with the properties that resources inherit from each, most used first.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export const SAM_GLOBALS: Readonly<Record<string, readonly string[]>> = table({
  Function: [
    ...['VpcConfig', 'Environment', 'Runtime', 'Handler', 'CodeUri', 'Timeout', 'MemorySize', 'Tracing'],
    ...['Layers', 'Architectures', 'KmsKeyArn', 'FileSystemConfigs', 'ReservedConcurrentExecutions', 'Tags'],
    ...['LoggingConfig', 'EphemeralStorage', 'SnapStart', 'DeadLetterQueue', 'EventInvokeConfig'],
    ...['AutoPublishAlias', 'DeploymentPreference', 'ProvisionedConcurrencyConfig', 'FunctionUrlConfig'],
    ...['Description', 'PropagateTags', 'AutoPublishAliasAllProperties', 'RolePath', 'PermissionsBoundary'],
    ...['AssumeRolePolicyDocument', 'CodeSigningConfigArn', 'RuntimeManagementConfig', 'RecursiveLoop'],
    ...[
      'SourceKMSKeyArn',
      'TenancyConfig',
      'DurableConfig',
      'CapacityProviderConfig',
      'FunctionScalingConfig',
    ],
    ...['PublishToLatestPublished', 'VersionDeletionPolicy'],
  ],
  Api: [
    ...['EndpointConfiguration', 'Auth', 'Cors', 'TracingEnabled', 'MethodSettings', 'AccessLogSetting'],
    ...['BinaryMediaTypes', 'Name', 'OpenApiVersion', 'Domain', 'GatewayResponses', 'Variables'],
    ...[
      'MinimumCompressionSize',
      'CanarySetting',
      'CacheClusterEnabled',
      'CacheClusterSize',
      'DefinitionUri',
    ],
    ...['MergeDefinitions', 'AlwaysDeploy', 'PropagateTags', 'SecurityPolicy', 'EndpointAccessMode'],
  ],
  HttpApi: [
    ...['CorsConfiguration', 'Auth', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'Domain'],
    ...['StageVariables', 'Tags', 'FailOnWarnings', 'PropagateTags'],
  ],
  SimpleTable: ['SSESpecification'],
  StateMachine: ['PropagateTags'],
  LayerVersion: ['PublishLambdaVersion'],
  CapacityProvider: [
    ...['VpcConfig', 'OperatorRole', 'InstanceRequirements', 'ScalingConfig', 'KmsKeyArn', 'Tags'],
    'PropagateTags',
  ],
  WebSocketApi: [
    ...['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'RouteSelectionExpression', 'Domain'],
    ...['StageVariables', 'Tags', 'IpAddressType', 'DisableExecuteApiEndpoint', 'ApiKeySelectionExpression'],
    ...['DisableSchemaValidation', 'FailOnWarnings', 'PropagateTags'],
  ],
});
