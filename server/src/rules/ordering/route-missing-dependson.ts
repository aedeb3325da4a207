import { areOtherTargets } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { GatewayAttachment, Network, Route } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';

/** A route to an internet or virtual private gateway that may be made before the gateway is attached. */
export default defineRule({
  id: 'route-missing-dependson',
  area: 'ordering',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route does not depend on the gateway to be attached',
  why: 'A route refers to its gateway and its table, and to neither end of their connection: CloudFormation creates it at the same time as the VPCGatewayAttachment. Most runs succeed. Where the route is first, EC2 answers that "route table and network gateway belong to different networks", and the stack fails. AWS asks for DependsOn here.',
  whenToIgnore: 'If the gateway is attached already, in an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://github.com/aws/aws-cdk/issues/1140',
    'https://github.com/awslabs/awsome-distributed-ai/issues/1143',
    'G26',
  ],

  *check(file) {
    const { network } = file;
    const routes = network.routes.flatMap((route) => {
      const attachments = attachmentsFor(route, network);
      const [first] = attachments;
      return first && notAfter([route], attachments, file).length > 0 ? [{ route, first }] : [];
    });
    for (const same of groupByCause(routes, ({ first }) => first.id)) {
      const users = same.map(({ route }) => route);
      const { first, route } = same[0]!;
      const gateway = keyOfField(route.targets[0]!.target);
      yield unordered(
        users,
        first,
        {
          message: `${doNotDepend(users)} on ${first.id}, which attaches ${gateway}. EC2 rejects a route to a gateway that is not attached yet.`,
          related: `${first.id} attaches ${gateway}`,
        },
        file,
      );
    }
  },
});

/**
 * The attachments of a route's gateway to the VPC of its table. route-igw-not-attached reports a gateway of another
 * VPC.
 */
function attachmentsFor(route: Route, network: Network): readonly GatewayAttachment[] {
  const [target, ...others] = route.targets;
  if (target?.property !== 'GatewayId' || others.length > 0) return [];
  const gateway = keyOfField(target.target);
  if (gateway === undefined) return [];
  const vpc = find(network.routeTables, route.routeTable)?.vpc;
  return network.gatewayAttachments.filter(
    (one) =>
      [one.internetGateway, one.vpnGateway].some((field) => keyOfField(field) === gateway) &&
      !(vpc && areOtherTargets(vpc, one.vpc)),
  );
}
