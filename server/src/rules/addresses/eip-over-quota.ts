import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html; it can be raised. */
const ADDRESSES_OF_REGION = 5;

/** More Elastic IP addresses than an account has in a region by default. */
export default defineRule({
  id: 'eip-over-quota',
  area: 'addresses',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'More Elastic IP addresses than the default quota',
  why: 'An account has 5 Elastic IP addresses in a region unless it has asked for more. Beyond that EC2 answers AddressLimitExceeded, and the stack fails.',
  howToFix: 'Ask for a higher quota in Service Quotas, or use fewer NAT gateways.',
  whenToIgnore: 'If the account has a higher quota.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html'],

  *check(file) {
    const addresses = [...existingResources(file, ['AWS::EC2::EIP'])].filter(
      // Addresses of the user’s own ranges (BYOIP) do not count.
      ({ property }) =>
        ['PublicIpv4Pool', 'IpamPoolId', 'Address'].every((name) => property(name).kind === 'absent'),
    );
    const excess = addresses[ADDRESSES_OF_REGION];
    if (!excess) return;
    yield {
      at: excess.object.at,
      resource: excess.object.id,
      message: `${excess.object.id} is one of ${addresses.length} Elastic IP addresses here, and the default quota of a region is ${ADDRESSES_OF_REGION}.`,
    };
  },
});
