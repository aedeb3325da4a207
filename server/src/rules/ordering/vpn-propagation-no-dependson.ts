import { keyOfField } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';

/** Propagation from a virtual private gateway that may start before the gateway is attached. */
export default defineRule({
  id: 'vpn-propagation-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The propagation does not depend on the gateway to be attached',
  why: 'A VPNGatewayRoutePropagation accepts a virtual private gateway once the gateway is attached to the VPC. It refers to the gateway and not to the attachment, so CloudFormation creates both at the same time; an attachment takes a while. EC2 rejects the propagation until then, and the stack fails. AWS asks for DependsOn here.',
  whenToIgnore: 'If the gateway is attached already, in an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpngatewayroutepropagation.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'VPN-02',
  ],

  *check(file) {
    const { network } = file;
    const early = network.routePropagations.flatMap((propagation) => {
      const gateway = keyOfField(propagation.vpnGateway);
      const attachments = network.gatewayAttachments.filter(
        ({ vpnGateway }) => gateway !== undefined && keyOfField(vpnGateway) === gateway,
      );
      const [first] = attachments;
      return first && notAfter([propagation], attachments, file).length > 0 ? [{ propagation, first }] : [];
    });
    for (const same of groupByCause(early, ({ first }) => first.id)) {
      const users = same.map(({ propagation }) => propagation);
      const { first } = same[0]!;
      const gateway = keyOfField(first.vpnGateway);
      yield unordered(
        users,
        first,
        {
          message: `${doNotDepend(users)} on ${first.id}, which attaches ${gateway}. EC2 rejects the propagation until then.`,
          related: `${first.id} attaches ${gateway}`,
        },
        file,
      );
    }
  },
});
