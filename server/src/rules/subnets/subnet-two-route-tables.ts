import { areOtherTargets, areSameTarget } from '../../network/field.ts';
import type { RouteTableAssociation } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';

/** A subnet that two associations give a route table each. */
export default defineRule({
  id: 'subnet-two-route-tables',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is associated with two route tables',
  why: 'A subnet has one route table. AWS rejects an association with another one because the subnet is already associated, and the stack fails. A second association with the same table adds nothing, which is a warning.',
  howToFix: 'Remove one of the two associations.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html', 'RT-04'],
  cfnLint: 'E3022',

  *check(file) {
    const { network } = file;
    const seen: RouteTableAssociation[] = [];
    for (const association of network.routeTableAssociations) {
      const { subnet } = association;
      if (subnet.kind !== 'known') continue;
      const earlier = seen.find((other) => areSameTarget(other.subnet, subnet));
      if (!earlier) {
        seen.push(association);
        continue;
      }
      const name = subnet.value.id;
      const tables = comparedTables(earlier, association);
      yield {
        at: subnet.at,
        resource: association.id,
        defaults: subnet.defaults,
        ...(tables !== 'different' && { severity: 'warning' as const }),
        message:
          tables === 'same'
            ? `${earlier.id} and ${association.id} both associate ${name} with ${tableOf(earlier)}. One of them is enough.`
            : `${name} already has a route table, from ${earlier.id}. AWS rejects an association with another one.`,
        related: [{ at: earlier.at, message: `${earlier.id} associates ${name} with ${tableOf(earlier)}` }],
        // Removes either association: which table the user meant is for the user to decide.
        fixes: [association, earlier].flatMap(({ id }) => resourceRemoval(id, file)),
      };
    }
  },
});

/** No page of AWS says that it rejects a second association with the same table. */
function comparedTables(
  { routeTable: one }: RouteTableAssociation,
  { routeTable: other }: RouteTableAssociation,
): 'same' | 'different' | 'unknown' {
  if (areSameTarget(one, other)) return 'same';
  return areOtherTargets(one, other) ? 'different' : 'unknown';
}

function tableOf({ routeTable }: RouteTableAssociation): string {
  return routeTable.kind === 'known' ? routeTable.value.id : 'another table';
}
