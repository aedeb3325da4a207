import { removalOf } from '../../changes/resources.ts';
import { isSameTarget } from '../../network/field.ts';
import type { RouteTableAssociation } from '../../network/model.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';

/** A subnet that two associations give a route table each. */
export default defineRule({
  id: 'subnet-two-route-tables',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is associated with two route tables',
  why: 'A subnet has one route table. AWS rejects a second association because the subnet is already associated, and the stack fails.',
  howToFix: 'Remove one of the two associations.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html', 'RT-04'],
  cfnLint: 'E3022',

  *check(file) {
    const { network } = file;
    const seen: RouteTableAssociation[] = [];
    for (const association of network.routeTableAssociations) {
      const { subnet } = association;
      if (subnet.kind !== 'known') continue;
      const earlier = seen.find(
        (other) => other.subnet.kind === 'known' && isSameTarget(other.subnet.value, subnet.value),
      );
      if (!earlier) {
        seen.push(association);
        continue;
      }
      yield {
        at: subnet.at,
        resource: association.id,
        defaults: subnet.defaults,
        message: `${subnet.value.id} already has a route table, from ${earlier.id}. AWS rejects the second association.`,
        related: [
          { at: earlier.at, message: `${earlier.id} associates ${subnet.value.id} with ${tableOf(earlier)}` },
        ],
        fixes: [association, earlier].flatMap((one) => removalFix(one, file)),
      };
    }
  },
});

/** Which of the two tables the user meant is for the user to decide. */
function removalFix({ id }: RouteTableAssociation, file: CheckedFile): readonly Fix[] {
  const removal = removalOf(file, id);
  return removal ? [{ title: `Remove ${id}`, preferred: false, edits: [removal] }] : [];
}

function tableOf({ routeTable }: RouteTableAssociation): string {
  return routeTable.kind === 'known' ? routeTable.value.id : 'another table';
}
