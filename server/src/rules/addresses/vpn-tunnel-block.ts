import { contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defaultsOfValue, hasText, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { removalInItems } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** The inside addresses or the key of a VPN tunnel that EC2 does not take. */
export default defineRule({
  id: 'vpn-tunnel-block',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EC2 does not accept the inside block or the key of the VPN tunnel',
  why: 'The two ends of a tunnel have addresses of a /30 in 169.254.0.0/16, of which AWS reserves seven blocks, and of IPv6 only if the tunnels carry IPv6. A pre-shared key has 8 to 64 letters, digits, periods and underscores, and does not begin with 0. EC2 rejects a connection with another block or key, and the stack fails.',
  howToFix:
    'Choose another /30 of 169.254.0.0/16, or a key of letters and digits; without them EC2 chooses both. Remove the IPv6 block, or set TunnelInsideIpVersion to ipv6.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html',
    'https://github.com/cloudtools/troposphere/pull/894',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnectionOptionsSpecification.html',
    'https://github.com/ansible-collections/amazon.aws/issues/2546',
  ],

  check: eachResource(['AWS::EC2::VPNConnection'], function* ({ object, property }) {
    for (const tunnel of itemsOf(property(TUNNELS))) {
      const block = fieldIn(tunnel, 'TunnelInsideCidr');
      const refused = block.kind === 'known' ? refusalOfBlock(block.text) : undefined;
      if (refused !== undefined && block.kind === 'known')
        yield {
          at: block.at,
          resource: object.id,
          defaults: block.defaults,
          message: `A tunnel of ${object.id} has the inside block ${block.text}, ${refused}. AWS rejects ${object.id}.`,
        };
      const ipv6 = fieldIn(tunnel, 'TunnelInsideIpv6Cidr');
      if (ipv6.kind === 'known' && carriesIpv4(property('TunnelInsideIpVersion')))
        yield {
          at: ipv6.at,
          resource: object.id,
          defaults: [...ipv6.defaults, ...defaultsOfValue(property('TunnelInsideIpVersion'))],
          message: `A tunnel of ${object.id} has the inside block ${ipv6.text}, and the tunnels carry IPv4. AWS rejects ${object.id}.`,
          fixes: removalInItems(entryAt(object.properties, TUNNELS)?.value, 'TunnelInsideIpv6Cidr'),
        };
      const key = fieldIn(tunnel, 'PreSharedKey');
      if (key.kind !== 'known' || key.text.includes('{{') || /^[A-Za-z1-9._][\w.]{7,63}$/.test(key.text))
        continue;
      yield {
        at: key.at,
        resource: object.id,
        defaults: key.defaults,
        message: `A tunnel of ${object.id} has a pre-shared key that is not 8 to 64 letters, digits, periods and underscores, or begins with 0. AWS rejects ${object.id}.`,
      };
    }
  }),
});

const TUNNELS = 'VpnTunnelOptionsSpecifications';

/** IPv4 by default: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnectionOptionsSpecification.html */
function carriesIpv4(version: Value): boolean {
  return version.kind === 'absent' || hasText(version, 'ipv4');
}

/**
 * Why EC2 rejects a block, as a relative clause. Undefined if it accepts the block, or if the text is no block, which
 * cidr-malformed reports.
 */
function refusalOfBlock(text: string): string | undefined {
  const block = parseCidr(text);
  if (block.kind !== 'cidr' || LINK_LOCAL.kind !== 'cidr') return undefined;
  if (RESERVED.includes(text)) return 'which AWS reserves';
  if (!contains(LINK_LOCAL, block)) return 'which is not in 169.254.0.0/16';
  return block.prefix === 30 ? undefined : 'which is no /30';
}

const LINK_LOCAL = parseCidr('169.254.0.0/16');

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html */
const RESERVED = [...[0, 1, 2, 3, 4, 5].map((n) => `169.254.${n}.0/30`), '169.254.169.252/30'];
