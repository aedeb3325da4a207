import { idWithName } from '../../../inventory/words.ts';
import { keyOfField } from '../../../network/lookup.ts';
import { type resolved, valueAt } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule } from '../../defineRule.ts';
import { placedStages, placedSubnets } from './placedStages.ts';
import { useNatSubnets } from './useNatSubnets.ts';

/** A function in a public subnet, where it has no public address. */
export default defineRule({
  id: 'zappa-public-subnet',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The function runs in a public subnet',
  why: 'A public subnet has a route to an internet gateway, which serves only public addresses. A Lambda function never has one, so its calls to the internet time out, although the database in the VPC still answers. A private subnet with a route to a NAT gateway supports both. The rule reads the routes from the inventory.',
  whenToIgnore: 'If the function calls nothing outside its VPC, or the inventory is out of date.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'LAM-02',
    'NET-01',
    'NET-02',
  ],

  *check(file) {
    for (const placed of placedStages(file)) {
      const { owner, extendedBy, inventory, config } = placed;
      const subnets = placedSubnets(placed);
      const open = subnets.filter((one) => one.class.kind === 'public');
      // zappa-mixed-egress reports the worse case that only some subnets have a path to the internet.
      const [first] = open;
      if (!first || subnets.some((one) => one.class.kind === 'nat')) continue;
      const names = listed(open.map(({ subnet }) => idWithName(subnet.id, inventory)));
      const isOne = open.length === 1;
      const calls = mayUseIpv6(valueAt(config, 'Ipv6AllowedForDualStack')) ? 'IPv4 calls' : 'calls';
      yield {
        at: first.item,
        stage: owner.name,
        extendedBy,
        message: `Stage "${owner.name}" runs in ${isOne ? 'a public subnet' : 'public subnets'}: ${names}. A Lambda function has no public address there, so its ${calls} to the internet time out.`,
        related: open.slice(1).map(({ item }) => ({ at: item, message: `${item.text} is also public` })),
        fixes: useNatSubnets(placed, keyOfField(first.subnet.vpc)),
      };
    }
  },
});

/** Over IPv6 a function may get out of a public subnet (fact LAM-09). */
function mayUseIpv6(flag: ReturnType<typeof resolved>): boolean {
  return flag !== undefined && !(flag.kind === 'scalar' && flag.value === false);
}
