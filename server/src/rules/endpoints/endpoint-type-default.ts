import { ENDPOINT_SERVICES, GATEWAY_SERVICES } from '../../aws/services.ts';
import { isConditional } from '../../changes/resources.ts';
import { defaultsOf, type Field, hasItems } from '../../network/field.ts';
import type { EndpointService, VpcEndpoint } from '../../network/model.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import type { Edit } from '../../syntax/edit.ts';
import { type Entry, entryAt, writtenEntry } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { slipOf } from '../shared/names/slipOf.ts';

/** A gateway endpoint, by default or by name, of a service or with properties that those lack. */
export default defineRule({
  id: 'endpoint-type-default',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The type of the endpoint does not match its service or its properties',
  why: 'Without VpcEndpointType an endpoint is a gateway endpoint, and only S3 and DynamoDB have gateway endpoints. For any other service AWS responds "Endpoint type (Gateway) does not match available service types ([Interface])". RouteTableIds belongs to gateway endpoints; SubnetIds, SecurityGroupIds and PrivateDnsEnabled belong to interface endpoints; a Gateway Load Balancer endpoint has a subnet alone. AWS rejects an endpoint that mixes them.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
    'https://github.com/hashicorp/terraform/issues/24478',
    'https://github.com/ansible-collections/amazon.aws/issues/576',
    'EP-01',
    'EP-06',
    'EP-07',
    'G39',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const endpoint of network.endpoints.values()) {
      const { type } = endpoint;
      if (isGateway(endpoint)) yield* gateway(endpoint, file);
      else if (type.kind === 'known' && type.value === 'Interface') yield* interfaceOnTables(endpoint);
      else if (type.kind === 'known' && type.value === 'GatewayLoadBalancer') yield* ofAppliances(endpoint);
    }
  },
});

function* gateway(endpoint: VpcEndpoint, file: CheckedFile): Generator<Report> {
  const { id, at, type, service, subnets, securityGroups, privateDns } = endpoint;
  // An endpoint of a resource or of a service network names no service.
  if (service.kind === 'absent') return;
  const strange = [
    ...(hasItems(subnets) ? ['SubnetIds'] : []),
    ...(hasItems(securityGroups) ? ['SecurityGroupIds'] : []),
    ...(privateDns.kind === 'known' && privateDns.value ? ['PrivateDnsEnabled'] : []),
  ];
  const noGateway = service.kind === 'known' && hasNoGateway(service.value) ? service.value : undefined;
  if (!noGateway && strange.length === 0) return;
  const reason = noGateway
    ? `${noGateway.name} has ${ENDPOINT_SERVICES.has(noGateway.name) ? 'only interface endpoints' : 'no gateway endpoint'}`
    : `a gateway endpoint does not accept ${strange.join(' or ')}`;
  yield {
    at,
    resource: id,
    defaults: defaultsOf(type, service, ...(noGateway ? [] : [privateDns])),
    message: `${type.kind === 'known' ? '' : 'Without VpcEndpointType, '}${id} is a gateway endpoint, but ${reason}. AWS rejects ${id}.`,
    fixes: typeFixes(endpoint, service, strange),
    ...(noGateway ? { cause: { rule: 'endpoint-service-unknown', at: service.at } } : {}),
    ...(type.kind === 'absent' && slipOf(id, ['VpcEndpointType'], file)),
  };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
function* ofAppliances(endpoint: VpcEndpoint): Generator<Report> {
  const { id, at, type, securityGroups, routeTables, privateDns, properties } = endpoint;
  const strange = [
    ...(hasItems(securityGroups) ? ['SecurityGroupIds'] : []),
    ...(hasItems(routeTables) ? ['RouteTableIds'] : []),
    ...(privateDns.kind === 'known' && privateDns.value ? ['PrivateDnsEnabled'] : []),
  ];
  if (strange.length === 0) return;
  yield {
    at,
    resource: id,
    defaults: defaultsOf(type, privateDns),
    message: `${id} is a Gateway Load Balancer endpoint, which does not accept ${strange.join(' or ')}. AWS rejects ${id}.`,
    fixes: strange.length === 1 ? removalFix(properties, strange[0]!) : [],
  };
}

function hasNoGateway({ name, isAws }: EndpointService): boolean {
  return isAws && !GATEWAY_SERVICES.has(name);
}

/** Sets the type. The service of another provider may be a fleet of appliances behind a Gateway Load Balancer. */
function typeFixes(
  { properties, routeTables, securityGroups }: VpcEndpoint,
  service: Field<EndpointService>,
  strange: readonly string[],
): readonly Fix[] {
  // The properties may differ in another scenario.
  if (!properties || isConditional(properties)) return [];
  const written = entryAt(properties, 'VpcEndpointType')?.value;
  if (written && (written.kind !== 'scalar' || written.tag !== undefined)) return [];
  const tables = writtenEntry(properties, 'RouteTableIds');
  if (routeTables.kind !== 'absent' && !tables) return [];
  const isAws = service.kind === 'known' && service.value.isAws;
  const isCertain = isAws || strange.some((name) => name !== 'SubnetIds');
  const set = (type: string): Edit => ({
    op: 'set-entry',
    in: properties,
    key: 'VpcEndpointType',
    value: type,
    before: 'ServiceName',
  });
  if (!tables) {
    // An unknown service may be a misspelling of one with gateway endpoints.
    const isUnknown = isAws && hasNoGateway(service.value) && !ENDPOINT_SERVICES.has(service.value.name);
    const types = isCertain ? ['Interface'] : ['Interface', 'GatewayLoadBalancer'];
    return types.map((type) => ({
      title: `${written ? 'Write' : 'Add'} VpcEndpointType: ${type}`,
      // If the type is written, the properties may be the mistake.
      preferred:
        isCertain && !isUnknown && (!written || (service.kind === 'known' && hasNoGateway(service.value))),
      edits: [set(type)],
    }));
  }
  const remove = (entry: Entry): Edit => ({ op: 'remove-entry', from: properties, entry });
  const others = strange.map((name) => writtenEntry(properties, name));
  const mayBeGateway = isAws && !hasNoGateway(service.value) && others.every((entry) => entry !== undefined);
  return [
    // Without a group the endpoint gets the default group of the VPC, which endpoint-default-sg reports.
    ...(hasItems(securityGroups)
      ? [
          {
            title: 'Make it an interface endpoint and remove RouteTableIds',
            preferred: false,
            edits: [set('Interface'), remove(tables)],
          },
        ]
      : []),
    ...(mayBeGateway
      ? [{ title: `Remove ${strange.join(' and ')}`, preferred: false, edits: others.map(remove) }]
      : []),
  ];
}

function* interfaceOnTables({
  id,
  type,
  service,
  subnets,
  routeTables,
  properties,
}: VpcEndpoint): Generator<Report> {
  if (routeTables.kind !== 'known' || routeTables.items.length === 0) return;
  const entry = writtenEntry(properties, 'RouteTableIds');
  const isAlwaysInterface = defaultsOf(type).length === 0 && !isConditional(properties);
  yield {
    at: entry?.key ?? routeTables.at,
    resource: id,
    defaults: defaultsOf(type),
    message: `${id} is an interface endpoint, which does not accept RouteTableIds. AWS rejects ${id}.`,
    fixes:
      properties && entry && isAlwaysInterface
        ? [
            {
              title: 'Remove RouteTableIds',
              // S3 and DynamoDB have gateway endpoints as well, which are in route tables and in no subnet.
              preferred: hasItems(subnets) || (service.kind === 'known' && hasNoGateway(service.value)),
              edits: [{ op: 'remove-entry', from: properties, entry }],
            },
          ]
        : [],
  };
}
