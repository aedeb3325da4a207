import { defaultsOf, valueOr } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Network, TransitGatewayAssociation } from '../../network/model.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';

/** An attachment that is associated with a route table of its transit gateway and has one already. */
export default defineRule({
  id: 'tgw-association-twice',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The attachment is associated with a second route table of the transit gateway',
  why: 'An attachment is associated with one route table of its transit gateway. A transit gateway associates each new attachment with its default route table, unless DefaultRouteTableAssociation is disable. EC2 rejects another association with "is already associated to a route table", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateTransitGatewayRouteTable.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/16452',
    'TGW-06',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const associations = network.transitGatewayAssociations;
    for (const [index, association] of associations.entries()) {
      const earlier = associations
        .slice(0, index)
        .find((one) => areOfSameAttachment(one, association, network));
      yield* earlier
        ? [secondAssociation(association, earlier)]
        : afterDefaultAssociation(association, network);
    }
  },
});

function areOfSameAttachment(
  one: TransitGatewayAssociation,
  other: TransitGatewayAssociation,
  network: Network,
): boolean {
  const attachment = find(network.transitGatewayAttachments, other.attachment);
  return attachment !== undefined && find(network.transitGatewayAttachments, one.attachment) === attachment;
}

function secondAssociation(
  association: TransitGatewayAssociation,
  earlier: TransitGatewayAssociation,
): Report {
  const { attachment } = association;
  const name = attachment.kind === 'known' ? attachment.value.id : 'the attachment';
  return {
    at: attachment.kind === 'known' ? attachment.at : association.at,
    resource: association.id,
    defaults: defaultsOf(attachment, earlier.attachment),
    message: `${earlier.id} and ${association.id} both associate ${name} with a route table. EC2 rejects the second.`,
    related: [{ at: earlier.at, message: `${earlier.id} associates it already` }],
  };
}

/** An association of an attachment that its transit gateway associates by default. */
function* afterDefaultAssociation(
  association: TransitGatewayAssociation,
  network: Network,
): Generator<Report> {
  const attachment = find(network.transitGatewayAttachments, association.attachment);
  const gateway = attachment && find(network.transitGateways, attachment.transitGateway);
  if (!gateway || association.attachment.kind !== 'known') return;
  const { defaultAssociation } = gateway;
  if (valueOr(defaultAssociation, 'enable') !== 'enable') return;
  yield {
    at: association.attachment.at,
    resource: association.id,
    defaults: defaultsOf(association.attachment, attachment.transitGateway, defaultAssociation),
    message: `${gateway.id} associates ${attachment.id} with its default route table. EC2 rejects ${association.id}, a second association.`,
    related: [{ at: gateway.at, message: `${gateway.id} associates attachments by default` }],
    fixes: settingFix(
      gateway.properties,
      'DefaultRouteTableAssociation',
      'disable',
      `Set DefaultRouteTableAssociation of ${gateway.id} to disable`,
    ),
  };
}
