import { idWithName } from '../../../inventory/words.ts';
import { keyOfField } from '../../../network/lookup.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule, type Fix } from '../../defineRule.ts';
import { ask, INTERNET, workload } from '../../reaching.ts';
import { existingNetwork, itemRemoval, placedStages, placedSubnets } from './placedStages.ts';
import { blockerRemedies } from './remedies.ts';
import { useNatSubnets } from './useNatSubnets.ts';

/** A function that reaches the internet from some of its subnets and not from the others. */
export default defineRule({
  id: 'zappa-mixed-egress',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The function reaches the internet from only some of its subnets',
  why: 'Lambda picks one of the subnets for each connection. A private subnet with a NAT gateway reaches the internet, a public or isolated one does not, so the same call sometimes works and sometimes times out. The rule reads the routes from the inventory.',
  whenToIgnore: 'If the function never calls the internet, or the inventory is out of date.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'LAM-02',
    'NET-01',
  ],

  *check(file) {
    const network = existingNetwork(file);
    for (const placed of placedStages(file)) {
      const { stage, owner, extendedBy, inventory } = placed;
      const subnets = placedSubnets(placed);
      const nat = subnets.filter((one) => one.class.kind === 'nat');
      const odd = subnets.filter((one) => one.class.kind === 'public' || one.class.kind === 'isolated');
      const [first] = odd;
      if (!first || nat.length === 0) continue;
      const names = (list: typeof odd) => listed(list.map(({ subnet }) => idWithName(subnet.id, inventory)));
      const removal = itemRemoval(
        placed.subnets.list,
        odd.map(({ item }) => item),
      );
      const remove: Fix[] = removal
        ? [{ title: `Remove ${listed(odd.map(({ item }) => item.text))}`, preferred: false, edits: removal }]
        : [];
      const answer = network && ask(network, workload(stage.name), INTERNET);
      yield {
        at: first.item,
        stage: owner.name,
        extendedBy,
        message: `Stage "${owner.name}" reaches the internet from ${names(nat)} but not from ${names(odd)}. Calls fail whenever AWS picks ${odd.length === 1 ? 'that subnet' : 'one of those subnets'}.`,
        related: odd
          .slice(1)
          .map(({ item }) => ({ at: item, message: `${item.text} does not reach the internet either` })),
        fixes: [...remove, ...useNatSubnets(placed, keyOfField(nat[0]!.subnet.vpc))],
        // Lambda rejects subnets of two VPCs whatever their routes are.
        cause: { rule: 'zappa-vpc-mismatch', at: first.item },
        remedies: answer ? blockerRemedies(placed, INTERNET, answer, network) : [],
      };
    }
  },
});
