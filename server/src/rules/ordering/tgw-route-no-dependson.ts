import { areSameTarget } from '../../network/field.ts';
import { find, keyOf, keyOfField } from '../../network/lookup.ts';
import { ownerField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A route to a transit gateway that may be made before its VPC is attached to the gateway. */
export default defineRule({
  id: 'tgw-route-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route does not depend on the attachment to the transit gateway',
  why: 'A route table accepts a transit gateway once the VPC is attached to it. The route refers to the gateway and not to the attachment, so CloudFormation creates both at the same time; an attachment takes a minute, a route a moment. EC2 answers that the transit gateway does not exist, and the stack fails. AWS asks for DependsOn here.',
  whenToIgnore: 'If the attachment exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'https://github.com/aws/aws-cdk/issues/8584',
    'RT-11',
  ],

  *check(file) {
    const { network } = file;
    const routes = resourcesOfTypes(file, ['AWS::EC2::Route']).flatMap(({ object, property }) => {
      const gateway = ownerField(property('TransitGatewayId'));
      const vpc = find(network.routeTables, ownerField(property('RouteTableId')))?.vpc;
      if (gateway.kind !== 'known' || vpc?.kind !== 'known') return [];
      const attachments = [...network.transitGatewayAttachments.values()].filter(
        (one) => areSameTarget(one.vpc, vpc) && areSameTarget(one.transitGateway, gateway),
      );
      const [first] = attachments;
      if (!first || notAfter([object], attachments, file).length === 0) return [];
      return [{ route: object, first, gateway: keyOf(gateway.value) }];
    });
    for (const same of groupByCause(routes, ({ first }) => first.id)) {
      const users = same.map(({ route }) => route);
      const { first, gateway } = same[0]!;
      yield unordered(
        users,
        first,
        {
          message: `${doNotDepend(users)} on ${first.id}, which attaches ${keyOfField(first.vpc)} to ${gateway}. EC2 rejects the route until then.`,
          related: `${first.id} attaches ${keyOfField(first.vpc)}`,
        },
        file,
      );
    }
  },
});
