import { overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { cidrField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A block for the clients of a Client VPN endpoint that AWS does not accept. */
export default defineRule({
  id: 'client-vpn-block',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS does not accept the client block of the Client VPN endpoint',
  why: 'Clients of a Client VPN endpoint get addresses of ClientCidrBlock. It has a prefix from /12 to /22 and must not overlap the VPC of the subnets that the endpoint is associated with. AWS rejects anything else, and the stack fails. The block cannot be changed later.',
  howToFix: 'Choose a block of /22 or larger that is outside of the VPC and of the networks of the clients.',
  sources: [
    'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is-best-practices.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, ['AWS::EC2::ClientVpnEndpoint'])) {
      const block = cidrField(property('ClientCidrBlock'), 4);
      if (block.kind !== 'known') continue;
      const { prefix } = block.value;
      const text = formatCidr(block.value);
      if (prefix < 12 || prefix > 22) {
        yield {
          at: block.at,
          resource: object.id,
          defaults: block.defaults,
          message: `The client block of ${object.id} is ${text}. AWS accepts only prefixes from /12 to /22.`,
        };
        continue;
      }
      const [subnet] = placements(network).get(object.id)?.subnets ?? [];
      const vpc = subnet && network.vpcs.get(keyOfField(subnet.vpc) ?? '');
      const hit = vpc?.ipv4.find((one) => one.kind === 'known' && overlaps(one.value, block.value));
      if (!vpc || hit?.kind !== 'known') continue;
      yield {
        at: block.at,
        resource: object.id,
        defaults: defaultsOf(block, hit),
        message: `The client block ${text} of ${object.id} overlaps ${formatCidr(hit.value)} of ${vpc.id}. AWS rejects the association with ${subnet.id}.`,
        related: [{ at: hit.at, message: `${vpc.id} has ${formatCidr(hit.value)}` }],
      };
    }
  },
});
