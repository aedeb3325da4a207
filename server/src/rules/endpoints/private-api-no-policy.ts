import { existsWherever } from '../../changes/resources.ts';
import type { NetworkObject } from '../../network/field.ts';
import { firstAtPath, itemsOf } from '../../network/template/fieldOfValue.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A private API that no request can reach. */
export default defineRule({
  id: 'private-api-no-policy',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The private API has no resource policy',
  why: 'A private REST API denies every request until a resource policy allows it. API Gateway rejects its deployment with "Private REST API doesn\'t have a resource policy attached to it", and the stack fails.',
  howToFix: 'Add a Policy that allows execute-api:Invoke to the VPC or the VPC endpoints of the callers.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html',
  ],

  *check(file) {
    const apis = [...existingResources(file, ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'])];
    const deployed = new Set(
      [...existingResources(file, ['AWS::ApiGateway::Deployment'])].flatMap(({ property }) => {
        const api = property('RestApiId');
        return api.kind === 'reference' ? [api.resource] : [];
      }),
    );
    for (const { resource, object, property, globals } of apis) {
      const isSam = resource.type === 'AWS::Serverless::Api';
      // SAM always deploys its APIs; another API without a deployment in this template may get its policy before
      // somebody deploys it.
      if (!isSam && !deployed.has(object.id)) continue;
      const configuration = property('EndpointConfiguration');
      // SAM also accepts the type itself in place of the mapping.
      const types =
        isSam && configuration.kind === 'known'
          ? [configuration]
          : itemsOf(firstAtPath(property, ['EndpointConfiguration.Types', 'EndpointConfiguration.Type']));
      const type = types.find((one) => one.kind === 'known' && one.text === 'PRIVATE');
      if (type?.kind !== 'known' || globals('Api')) continue;
      // An OpenAPI definition may contain a policy.
      if (POLICIES.some((name) => property(name).kind !== 'absent')) continue;
      yield {
        at: type.at,
        resource: object.id,
        defaults: type.defaults,
        message: `${object.id} is a private API without a resource policy. API Gateway rejects its deployment.`,
        fixes: isSam ? [] : allowing(object, file),
      };
    }
  },
});

const POLICIES = ['Policy', 'Auth', 'Body', 'BodyS3Location', 'DefinitionBody', 'DefinitionUri', 'CloneFrom'];

/** For the one endpoint of the file through which private APIs are called; with none or several, who calls is not known. */
function allowing({ id, properties }: NetworkObject, file: CheckedFile): readonly Fix[] {
  const endpoints = [...file.network.endpoints.values()].filter(
    ({ service }) => service.kind === 'known' && service.value.name === 'execute-api',
  );
  const [endpoint, ...more] = endpoints;
  if (!endpoint || more.length > 0 || !existsWherever(file, endpoint.id, id)) return [];
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/*',
    Condition: { StringEquals: { 'aws:SourceVpce': { Ref: endpoint.id } } },
  };
  const policy = { Version: '2012-10-17', Statement: [statement] };
  return settingFix(properties, 'Policy', policy, `Allow calls through ${endpoint.id}`);
}
