import type { InventoryFile } from '../../inventory/inventoryFile.ts';
import { PART_NAMES } from '../../inventory/parts.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule } from '../defineRule.ts';

/** A file of an inventory with something in it that AWS does not answer, or that another file says again. */
export default defineRule({
  id: 'inventory-broken',
  area: 'files',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['inventory'],
  title: 'The inventory contains something that is not AWS CLI output',
  why: 'An inventory is the unchanged output of the AWS CLI: the objects that it returns, under their own keys. VPC Lens skips what it cannot read and treats everything that depends on it as unknown.',
  howToFix: 'Run the AWS CLI commands of the inventory again and keep their output unchanged.',
  whenToIgnore: 'If the skipped part does not matter for your settings.',
  sources: [
    'docs/inventory.md',
    'https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-subnets.html',
  ],

  *check({ inventoryFile, inventory }) {
    if (!inventoryFile) return;
    for (const { start, end, message } of inventoryFile.problems) yield { at: { start, end }, message };
    const { name } = inventoryFile;
    const own = objectsOf(inventoryFile);
    for (const other of inventory?.files ?? []) {
      // If two files have an object, the later file by name is used.
      if (other.name <= name) continue;
      const others = objectsOf(other);
      const [first, ...rest] = [...own].filter(([id]) => others.has(id));
      if (!first) continue;
      const more =
        rest.length > 0
          ? ` and ${rest.length === 1 ? '1 more object' : `${rest.length} more objects`} of this file`
          : '';
      yield {
        at: first[1],
        message: `${other.name} also describes ${first[0]}${more}. VPC Lens uses ${other.name}.`,
      };
    }
  },
});

/** Where each object begins, by its id. */
function objectsOf({ parts }: InventoryFile): ReadonlyMap<string, Span> {
  const objects = new Map<string, Span>();
  for (const name of PART_NAMES) {
    if (name === 'VpcAttributes') continue;
    for (const [id, { at }] of parts[name]?.entries ?? [])
      objects.set(id.split(' ').at(-1)!, { start: at.start, end: at.start + 1 });
  }
  return objects;
}
