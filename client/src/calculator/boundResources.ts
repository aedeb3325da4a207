import type { PlacedVpc, WriteSubnetsAnswer } from '../../../server/src/protocol.ts';
import type { BoundTemplate } from '../../webview/calculator/messages.ts';

type Range = PlacedVpc['range'];
type Position = Range['start'];
type Vpcs = Pick<BoundTemplate, 'vpcs'>;

function resourcesOf({ vpcs }: Vpcs): readonly { readonly id: string; readonly range: Range }[] {
  return vpcs.flatMap((vpc) => [vpc, ...vpc.subnets]);
}

/** The subnet or VPC that contains a position. */
export function resourceAt(template: Vpcs, at: Position): string | undefined {
  return resourcesOf(template).find(({ range }) => contains(range, at))?.id;
}

/** The range of a subnet or VPC. */
export function rangeOfResource(template: Vpcs, id: string): Range | undefined {
  return resourcesOf(template).find((one) => one.id === id)?.range;
}

/** The VPC to plan with the cursor at a position: that of the resource there, or else the first; only one whose block is known. */
export function vpcToPlan(template: Vpcs, at: Position | undefined): string | undefined {
  const id = at && resourceAt(template, at);
  const vpcs = template.vpcs.filter(({ blocks }) => blocks.length > 0);
  const own = vpcs.find((vpc) => vpc.id === id || vpc.subnets.some((subnet) => subnet.id === id));
  return (own ?? vpcs[0])?.id;
}

/** The text that edits would write, without the blank lines around it. */
export function previewText(
  edits: Extract<WriteSubnetsAnswer, { readonly edits: unknown }>['edits'],
): string {
  return edits.map(({ newText }) => newText.trimEnd().replace(/^\n+/, '')).join('\n');
}

/** The end belongs to it, as a cursor can be there. */
function contains({ start, end }: Range, at: Position): boolean {
  return !isBefore(at, start) && !isBefore(end, at);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
