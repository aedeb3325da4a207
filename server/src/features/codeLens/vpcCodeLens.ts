import type { CodeAction, CodeLens, Command, Range } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { freeBlocks, totalSize } from '../../cidr/blocks.ts';
import type { Cidr } from '../../cidr/cidr.ts';
import { formatCount } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { printableLine } from '../../escape/printable.ts';
import { PLAN_SUBNETS_COMMAND, type PlacedVpc, SHOW_MAP_COMMAND } from '../../protocol.ts';
import { vpcsOf } from '../subnets/vpcs.ts';
import type { LensHost } from './lensHost.ts';

/** For each VPC: "65,024 addresses free · 2 subnets · Plan subnets…". Unknown numbers are left out. */
export function vpcLenses(analysis: Analysis, host: LensHost): readonly CodeLens[] {
  if (!host.commands.includes(PLAN_SUBNETS_COMMAND)) return [];
  return vpcsOf(analysis)
    .filter(({ blocks }) => blocks.length > 0)
    .map((vpc) => ({ range: vpc.range, command: planCommand(vpc, host.uri, lensText(vpc)) }));
}

/** For each VPC of a template: its map. */
export function mapLenses(analysis: Analysis, { commands, uri }: LensHost): readonly CodeLens[] {
  if (!commands.includes(SHOW_MAP_COMMAND)) return [];
  return vpcsOf(analysis).map(({ id, range }) => ({
    range,
    command: { title: 'Map', command: SHOW_MAP_COMMAND, arguments: [uri, id] },
  }));
}

/**
 * For the lightbulb: an action that plans the subnets of the VPC that a place belongs to, itself or one of its subnets.
 */
export function planActions(analysis: Analysis, host: LensHost, { start }: Range): CodeAction[] {
  if (!host.commands.includes(PLAN_SUBNETS_COMMAND)) return [];
  const vpc = vpcsOf(analysis).find(
    ({ blocks, range, subnets }) =>
      blocks.length > 0 &&
      [range, ...subnets.map((subnet) => subnet.range)].some((one) => isIn(start.line, one)),
  );
  if (!vpc) return [];
  const title = `Plan subnets of ${vpc.id}…`;
  return [{ title, kind: 'refactor', command: planCommand(vpc, host.uri, title) }];
}

function planCommand({ id }: PlacedVpc, uri: string, title: string): Command {
  return { title: printableLine(title), command: PLAN_SUBNETS_COMMAND, arguments: [uri, id] };
}

function lensText({ blocks, subnets, hidden, isPartial }: PlacedVpc): string {
  const taken = subnets.flatMap(({ cidr }) => read(cidr));
  const free = blocks.flatMap(read).reduce((sum, root) => sum + totalSize(freeBlocks(root, taken)), 0n);
  const count = new Set([...subnets.map(({ id }) => id), ...hidden]).size;
  const parts = [
    // If a block is unknown, the number of free addresses is unknown, too.
    ...(isPartial ? [] : [`${formatCount(free)} addresses free`]),
    count === 0 ? 'no subnets' : count === 1 ? '1 subnet' : `${formatCount(BigInt(count))} subnets`,
    'Plan subnets…',
  ];
  return parts.join(' · ');
}

function read(text: string): Cidr[] {
  const cidr = parseCidr(text);
  return cidr.kind === 'error' ? [] : [cidr];
}

function isIn(line: number, { start, end }: Range): boolean {
  return start.line <= line && line <= end.line;
}
