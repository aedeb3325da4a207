import type { Analysis } from '../../../analysis.ts';
import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { deployedAs } from '../../../inventory/stacks.ts';
import { describeExisting, sourceText } from './describeExisting.ts';

/** How many stacks of one template a hover describes. */
const MOST_STACKS = 3;

/** The AWS object of a template's resource, in Markdown; undefined if the inventory has no stack with it. */
export function describeDeployed(
  logicalId: string,
  { content, inventory }: Analysis,
  now: number | undefined,
): Markdown | undefined {
  if (content.kind !== 'template' || !inventory) return undefined;
  const types = new Map([...content.template.resources].map(([id, { type }]) => [id, type]));
  const deployed = deployedAs(logicalId, types, inventory);
  if (deployed.length === 0) return undefined;
  const paragraphs = deployed.slice(0, MOST_STACKS).map(({ stack, physicalId }) => {
    const known = describeExisting(physicalId, inventory, now);
    return md`In the stack ${stack}: ${known ?? md`\`${physicalId}\`\n\n${sourceText(inventory, now)}`}`;
  });
  if (deployed.length > MOST_STACKS)
    paragraphs.push(md`_And in ${deployed.length - MOST_STACKS} more stacks._`);
  return joined(paragraphs, '\n\n');
}
