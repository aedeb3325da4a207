import { keyOf, keyOfField } from '../../network/lookup.ts';
import { ownerField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A route of a Client VPN endpoint that may be made before its subnet is associated with the endpoint. */
export default defineRule({
  id: 'client-vpn-route-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route of the Client VPN endpoint does not depend on the association of its subnet',
  why: 'A Client VPN endpoint accepts routes over subnets that are associated with it. The route refers to the endpoint and the subnet and not to the association, so CloudFormation creates both at the same time; an association takes minutes. EC2 rejects the route until then, and the stack fails. AWS asks for DependsOn here.',
  whenToIgnore: 'If the association exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-clientvpnroute.html',
    'CVPN-01',
  ],

  *check(file) {
    const associations = resourcesOfTypes(file, ['AWS::EC2::ClientVpnTargetNetworkAssociation']).map(
      ({ object, property }) => ({
        ...object,
        endpoint: keyOfField(ownerField(property('ClientVpnEndpointId'))),
        subnet: keyOfField(ownerField(property('SubnetId'))),
      }),
    );
    if (associations.length === 0) return;
    const routes = resourcesOfTypes(file, ['AWS::EC2::ClientVpnRoute']).flatMap(({ object, property }) => {
      const endpoint = ownerField(property('ClientVpnEndpointId'));
      const subnet = ownerField(property('TargetVpcSubnetId'));
      if (endpoint.kind !== 'known' || subnet.kind !== 'known') return [];
      const own = associations.filter(
        (one) => one.endpoint === keyOf(endpoint.value) && one.subnet === keyOf(subnet.value),
      );
      const [first] = own;
      return first && notAfter([object], own, file).length > 0 ? [{ route: object, first }] : [];
    });
    for (const same of groupByCause(routes, ({ first }) => first.id)) {
      const users = same.map(({ route }) => route);
      const { first } = same[0]!;
      yield unordered(
        users,
        first,
        {
          message: `${doNotDepend(users)} on ${first.id}, which associates ${first.subnet} with ${first.endpoint}. EC2 rejects the route until then.`,
          related: `${first.id} associates ${first.subnet}`,
        },
        file,
      );
    }
  },
});
