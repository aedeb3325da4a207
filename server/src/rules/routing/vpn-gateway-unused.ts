import { find, keyOfField } from '../../network/lookup.ts';
import type { GatewayAttachment, Network } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';

/** A virtual private gateway of a VPC that no route table has a route to. */
export default defineRule({
  id: 'vpn-gateway-unused',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No route table of the VPC has a route to its virtual private gateway',
  why: 'Attaching a virtual private gateway adds no route. Packets of the other network arrive, and the answers of the VPC have no way back, until route tables learn its routes (AWS::EC2::VPNGatewayRoutePropagation) or have a route to the gateway.',
  howToFix: 'Add a VPNGatewayRoutePropagation for the route tables, or a route to the gateway.',
  whenToIgnore: 'If another stack adds the routes, or the VPC only sends through the gateway later.',
  sources: [
    'https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpngatewayroutepropagation.html',
    'RT-02',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const attachment of network.gatewayAttachments) {
      const gateway = find(network.vpnGateways, attachment.vpnGateway);
      const vpc = find(network.vpcs, attachment.vpc);
      if (!gateway || !vpc || mayLeadThere(attachment, network)) continue;
      // A gateway without a connection may be for later.
      const connection = [...network.vpnConnections.values()].find(
        (one) => keyOfField(one.vpnGateway) === gateway.id,
      );
      const tables = [...network.routeTables.values()].filter((table) => keyOfField(table.vpc) === vpc.id);
      if (!connection || tables.length === 0) continue;
      if (tables.some(({ id }) => network.exportedIds.has(id) || network.incomplete.has(id))) continue;
      yield {
        at: attachment.at,
        resource: attachment.id,
        message: `${attachment.id} attaches ${gateway.id} to ${vpc.id}, and no route table of ${vpc.id} has a route to it. Nothing answers the other end of ${connection.id}.`,
        related: tables.map(({ id, at }) => ({ at, message: `${id} has no route to ${gateway.id}` })),
      };
    }
  },
});

function mayLeadThere({ vpnGateway, vpc }: GatewayAttachment, network: Network): boolean {
  const id = keyOfField(vpnGateway) ?? '';
  if (network.exportedIds.has(id) || network.exportedIds.has(keyOfField(vpc) ?? '')) return true;
  const isIt = (field: GatewayAttachment['vpnGateway']) =>
    field.kind === 'unknown' || keyOfField(field) === id;
  return (
    network.routePropagations.some((one) => isIt(one.vpnGateway)) ||
    network.routes.some(({ targets }) => targets.some(({ target }) => isIt(target)))
  );
}
