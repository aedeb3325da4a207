import { bitsOf, type Cidr, hasHostBits, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Scalar } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { each } from '../each.ts';
import { writtenCidrs } from '../shared/resources/perResource.ts';

/** A block written with host bits, as in 10.0.1.5/24: AWS stores 10.0.1.0/24. */
export default defineRule({
  id: 'cidr-host-bits',
  area: 'addresses',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The CIDR block has host bits set',
  why: 'AWS clears the host bits and stores the network address, so the template no longer shows the real network and drift detection reports a difference that nobody made. A security group rule then allows the whole block, not the one address.',
  whenToIgnore: 'If the block is in a security group rule and the whole network is meant.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html', 'CIDR-06'],

  check: each(writtenCidrs, function* (stated) {
    for (const { parsed, property, family, resource, at, origin, defaults } of stated) {
      if (parsed.kind === 'error' || !hasHostBits(parsed)) continue;
      // Fact CIDR-06 does not say what becomes of prefix lists and of routes of VPNs and transit gateways.
      if (family === undefined) continue;
      const stored = formatCidr(withoutHostBits(parsed));
      const isPeer = property === 'CidrIp' || property === 'CidrIpv6';
      yield {
        at,
        resource,
        defaults,
        message: `${formatCidr(parsed)} has host bits set; AWS stores ${stored}.`,
        ...(isPeer && { severity: 'hint' as const }),
        fixes: origin ? fixesOf(parsed, origin, isPeer) : [],
      };
    }
  }),
});

/** In a rule of a security group the user may have meant the one address as well as the whole block. */
function fixesOf(written: Cidr, origin: Scalar, isPeer: boolean): readonly Fix[] {
  const stored = formatCidr(withoutHostBits(written));
  const alone = formatCidr({ ...written, prefix: bitsOf(written.family) });
  const write = (title: string, value: string, preferred: boolean): Fix => {
    return { title, preferred, edits: [{ op: 'replace', node: origin, value }] };
  };
  if (!isPeer) return [write(`Change to ${stored}`, stored, true)];
  return [
    write(`Change to ${stored}, the whole block`, stored, false),
    write(`Change to ${alone}, one address`, alone, false),
  ];
}
