import { defaultsOf, hasNoItems } from '../../network/field.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import { defineRule } from '../defineRule.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** An endpoint in no subnet or on no route table, which no packet reaches. */
export default defineRule({
  id: 'endpoint-without-place',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The endpoint is in no subnet, or on no route table',
  why: 'An interface endpoint has an address in each of its subnets, and a gateway endpoint a route in each of its route tables. AWS creates an endpoint without either, and nothing can use it: with private DNS the name of the service even resolves to nothing in the VPC.',
  howToFix: 'Add SubnetIds to an interface endpoint, or RouteTableIds to a gateway endpoint.',
  whenToIgnore: 'If something outside this template adds the subnets or the route tables.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const endpoint of network.endpoints.values()) {
      const { id, at, type, service, subnets, routeTables, securityGroups, privateDns } = endpoint;
      if (service.kind !== 'known' || network.exportedIds.has(id) || isNamedBeside(id, [], file)) continue;
      const isInterface = type.kind === 'known' && type.value === 'Interface';
      // endpoint-type-default reports properties of the other type, and a service without gateway endpoints.
      const isOther = [subnets, securityGroups, privateDns].some(({ kind }) => kind !== 'absent');
      if (isGateway(endpoint) && (isOther || !/^(?:s3|dynamodb)$/.test(service.value.name))) continue;
      if (isInterface ? !hasNoItems(subnets) : !isGateway(endpoint) || !hasNoItems(routeTables)) continue;
      yield {
        at,
        resource: id,
        defaults: defaultsOf(type, service),
        message: isInterface
          ? `${id} is an interface endpoint without subnets, so it has no address. Nothing can use it.`
          : `${id} is a gateway endpoint without route tables. Nothing can use it.`,
      };
    }
  },
});
