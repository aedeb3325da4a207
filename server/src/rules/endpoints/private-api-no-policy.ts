import { existsWherever } from '../../changes/resources.ts';
import type { NetworkObject } from '../../network/field.ts';
import { firstAtPath, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Property } from '../../network/template/readResource.ts';
import type { Edit } from '../../syntax/edit.ts';
import {
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  stringValue,
  valueAt,
} from '../../syntax/tree.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import { hasText, type Known } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
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
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html',
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
      const shared = isSam ? globals('Api') : undefined;
      const isOwn = !shared || property('EndpointConfiguration').kind !== 'absent';
      const type = privateType(isOwn ? property : shared.property, isSam);
      if (!type) continue;
      const hasPolicy = isSam
        ? [object.properties, shared?.node].some(mayHavePolicy) || isAnyEventAuthorized(file)
        : POLICIES.some((name) => property(name).kind !== 'absent');
      if (hasPolicy) continue;
      yield {
        at: type.at,
        resource: object.id,
        defaults: type.defaults,
        message: `${object.id} is a private API without a resource policy. API Gateway rejects its deployment.`,
        fixes: isSam ? wrapStatements(object) : allowEndpoint(object, file),
      };
    }
    yield* reportImplicitApi(file);
  },
});

/** The value PRIVATE in the endpoint configuration. SAM also accepts a string in place of the mapping. */
function privateType(property: Property, isSam: boolean): Known | undefined {
  const configuration = property('EndpointConfiguration');
  const types =
    isSam && configuration.kind === 'known'
      ? [configuration]
      : itemsOf(firstAtPath(property, ['EndpointConfiguration.Types', 'EndpointConfiguration.Type']));
  for (const one of types) if (hasText(one, 'PRIVATE')) return one;
  return undefined;
}

/** Properties with an OpenAPI definition, which may contain a policy. */
const DEFINITIONS = ['Body', 'BodyS3Location', 'DefinitionBody', 'DefinitionUri', 'CloneFrom'];
const POLICIES = ['Policy', ...DEFINITIONS];

/** Whether SAM may make a policy of the properties of an API, or of Globals. */
function mayHavePolicy(properties: Node | undefined): boolean {
  if (!properties) return false;
  return POLICIES.some((name) => entryAt(properties, name)) || hasStatements(valueAt(properties, 'Auth'));
}

/**
 * Whether ResourcePolicy has a list: SAM makes no policy of a string.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
function hasStatements(auth: Node | undefined): boolean {
  const node = resolved(auth);
  if (!node) return false;
  const policy = isPlain(node) ? valueAt(node, 'ResourcePolicy') : node;
  if (!policy || !isPlain(policy)) return policy !== undefined;
  return policy.entries.some(({ value }) => {
    const list = resolved(value);
    return list?.kind !== 'scalar' || callOf(list) !== undefined;
  });
}

/** Makes a list of each string in ResourcePolicy. */
function wrapStatements({ properties }: NetworkObject): readonly Fix[] {
  const policy = entriesOf(valueAt(valueAt(properties, 'Auth'), 'ResourcePolicy'));
  const [first] = policy;
  if (!first) return [];
  const edits = policy.map(({ value }): Edit => ({ op: 'wrap', node: value }));
  return [{ title: `Make a list of ${first.key.text}`, preferred: true, edits }];
}

function isPlain(node: Node): node is Mapping {
  return (
    node.kind === 'mapping' && !node.entries.some(({ key }) => /^Fn::|^Ref$/.test(key.text)) && !callOf(node)
  );
}

/** Whether an event of a function has a policy, which becomes one of the event's API. */
function isAnyEventAuthorized(file: CheckedFile): boolean {
  return eventsOfApis(file).some(({ properties }) => valueAt(properties, 'Auth') !== undefined);
}

function eventsOfApis(file: CheckedFile) {
  return existingResources(file, ['AWS::Serverless::Function']).flatMap(({ object }) =>
    entriesOf(valueAt(object.properties, 'Events')).flatMap(({ value }) => {
      const event = resolved(value);
      const isOfApi = stringValue(valueAt(event, 'Type')) === 'Api';
      return isOfApi ? [{ id: object.id, properties: valueAt(event, 'Properties') }] : [];
    }),
  );
}

/**
 * The API that SAM makes for events without RestApiId; only Globals has its properties.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html
 */
function* reportImplicitApi(file: CheckedFile): Generator<Report> {
  const [reader] = existingResources(file, ['AWS::Serverless::Function']);
  const shared = reader?.globals('Api');
  const type = shared && privateType(shared.property, true);
  const first = eventsOfApis(file).find(({ properties }) => !valueAt(properties, 'RestApiId'));
  if (!type || !first || mayHavePolicy(shared.node) || isAnyEventAuthorized(file)) return;
  yield {
    at: type.at,
    defaults: type.defaults,
    message: `The API that SAM creates for ${first.id} is private, without a resource policy. API Gateway rejects its deployment.`,
  };
}

/**
 * Allows calls through the only endpoint of the file for private APIs. With none or several, the callers are unknown.
 */
function allowEndpoint({ id, properties }: NetworkObject, file: CheckedFile): readonly Fix[] {
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
