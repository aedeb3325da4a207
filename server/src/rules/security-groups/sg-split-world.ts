import { isConditional, removalOf } from '../../changes/resources.ts';
import { freeBlocks, totalSize } from '../../cidr/blocks.ts';
import { type Cidr, contains, type Family, sizeOf } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf, type KnownField } from '../../network/field.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import { ALL_PORTS, type PortRange, type Protocol } from '../../network/protocol.ts';
import type { Edit } from '../../syntax/edit.ts';
import { groupName, trafficText } from '../../wording/ruleWords.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { each } from '../each.ts';
import { groupedRules } from '../shared/resources/perResource.ts';

/** Rules that together allow the whole internet, such as 0.0.0.0/1 and 128.0.0.0/1. */
export default defineRule({
  id: 'sg-split-world',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Several blocks together open a port to the internet',
  why: 'CIDR blocks add up: 0.0.0.0/1 and 128.0.0.0/1 together are 0.0.0.0/0. Bots find a port that half of all addresses can reach just as quickly, and tools that search for 0.0.0.0/0 do not report it.',
  howToFix: 'Allow only the addresses that need access.',
  whenToIgnore: 'If the port is meant to be public.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html', 'SG-01', 'G56'],

  check: each(groupedRules, function* (group, file) {
    for (const { pieces, protocol, ports } of openingsOf(group)) {
      const last = pieces.at(-1)!;
      const blocks = pieces.map(({ cidr }) => formatCidr(cidr.value));
      const { text, isAll } = shareOf(pieces);
      yield {
        at: last.cidr.at,
        resource: last.rule.resource,
        defaults: defaultsOf(
          ...pieces.flatMap(({ rule, cidr }) => [rule.group, rule.protocol, rule.ports, cidr]),
        ),
        message: `${groupName(last.rule)} allows ${trafficText(protocol, ports)} from ${listed(blocks)}, ${text}. ${isAll ? 'Anyone on the internet' : 'Any of them'} can connect.`,
        related: pieces.slice(0, -1).map(({ cidr }) => ({
          at: cidr.at,
          message: `${formatCidr(cidr.value)} is allowed here`,
        })),
        fixes: fixesOf(pieces, file),
      };
    }
  }),
});

/** A rule whose source is one block. */
interface WorldPart {
  readonly rule: SecurityGroupRule;
  readonly cidr: KnownField<Cidr>;
}

/** Blocks that are allowed on the same ports, and none of which is the whole internet. */
interface Opening {
  readonly pieces: readonly WorldPart[];
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

function* openingsOf(group: readonly SecurityGroupRule[]): Generator<Opening> {
  const all = group.flatMap((rule) => pieceOf(rule) ?? []);
  const families = ([4, 6] as const).map((family) => all.filter(({ cidr }) => cidr.value.family === family));
  for (const pieces of families) {
    // Even without overlaps the blocks are less than half of all addresses, as in most groups.
    if (pieces.reduce((sum, { cidr }) => sum + 2 ** -cidr.value.prefix, 0) < 0.5) continue;
    const openings = [...openingsWithin(pieces)].sort((a, b) => b.pieces.length - a.pieces.length);
    const reported: Opening[] = [];
    for (const opening of openings) {
      // The same rules on further ports are the same mistake.
      if (reported.some((wider) => opening.pieces.every((piece) => wider.pieces.includes(piece)))) continue;
      reported.push(opening);
    }
    yield* reported;
  }
}

function pieceOf(rule: SecurityGroupRule): WorldPart | undefined {
  const { direction, peer } = rule;
  if (direction !== 'ingress' || peer.kind !== 'cidr' || peer.cidr.kind !== 'known') return undefined;
  return { rule, cidr: peer.cidr };
}

/** The openings of a group: for each protocol and range of ports, the blocks that rules allow together. */
function* openingsWithin(all: readonly WorldPart[]): Generator<Opening> {
  for (const protocol of ['all', 'tcp', 'udp'] as const) {
    const ranges = all.flatMap((piece) => {
      const ports = portsIn(piece.rule, protocol);
      return ports ? [{ piece, ports }] : [];
    });
    const starts = ranges.flatMap(({ ports }) => [ports.from, ports.to + 1]);
    const edges = [...new Set(starts)].sort((a, b) => a - b);
    for (const from of edges.slice(0, -1)) {
      const here = ranges.filter(({ ports }) => ports.from <= from && from <= ports.to);
      const pieces = withoutInner(here.map(({ piece }) => piece));
      if (pieces.length === 0 || pieces.some(({ cidr }) => cidr.value.prefix === 0)) continue;
      if (addressesIn(pieces) * 2n < sizeOf(wholeOf(pieces))) continue;
      const shared = ranges.filter(({ piece }) => pieces.includes(piece)).map(({ ports }) => ports);
      const to = Math.min(...shared.map((ports) => ports.to));
      yield { pieces, protocol, ports: { from: Math.max(...shared.map((ports) => ports.from)), to } };
    }
  }
}

/** The ports of a protocol that a rule opens. */
function portsIn({ protocol, ports }: SecurityGroupRule, of: 'all' | 'tcp' | 'udp'): PortRange | undefined {
  if (protocol.kind !== 'known') return undefined;
  if (protocol.value === 'all') return ALL_PORTS;
  return protocol.value === of && ports.kind === 'known' ? ports.value : undefined;
}

/** Without blocks that others contain; of equal blocks the first remains. */
function withoutInner(pieces: readonly WorldPart[]): readonly WorldPart[] {
  return pieces.filter(
    ({ cidr }, i) =>
      !pieces.some(
        (other, j) =>
          i !== j &&
          contains(other.cidr.value, cidr.value) &&
          (j < i || !contains(cidr.value, other.cidr.value)),
      ),
  );
}

function wholeOf([first]: readonly WorldPart[]): Cidr {
  return { kind: 'cidr', family: first?.cidr.value.family ?? 4, base: 0n, prefix: 0 };
}

/** The number of addresses in the blocks, each counted once. */
function addressesIn(pieces: readonly WorldPart[]): bigint {
  const whole = wholeOf(pieces);
  const blocks = pieces.map(({ cidr }) => cidr.value);
  return sizeOf(whole) - totalSize(freeBlocks(whole, blocks));
}

function shareOf(pieces: readonly WorldPart[]): { readonly text: string; readonly isAll: boolean } {
  const whole = wholeOf(pieces);
  const percent = Number((addressesIn(pieces) * 100n) / sizeOf(whole));
  const isAll = addressesIn(pieces) === sizeOf(whole);
  const family: Family = whole.family;
  const part = isAll ? 'all' : percent === 50 ? 'half of all' : `${percent} % of all`;
  return { text: `${pieces.length > 1 ? 'together ' : ''}${part} IPv${family} addresses`, isAll };
}

function listed(blocks: readonly string[]): string {
  if (blocks.length > 4) return `${blocks.slice(0, 3).join(', ')} and ${blocks.length - 3} other blocks`;
  return blocks.length > 1 ? `${blocks.slice(0, -1).join(', ')} and ${blocks.at(-1)}` : blocks.join();
}

/**
 * Replaces the blocks by a private range, the nearest block that is certainly not the internet: whom to allow is for
 * the user to decide.
 */
function fixesOf(pieces: readonly WorldPart[], file: CheckedFile): readonly Fix[] {
  const [first, ...others] = pieces;
  const origin = first?.cidr.origin;
  if (!first || !origin || first.cidr.value.family !== 4 || origin.start !== first.cidr.at.start) return [];
  if (pieces.some(({ rule }) => isConditional(rule.node))) return [];
  // A rule that opens further ports has its own purpose, and a long list of blocks was written with care.
  if (others.length > 1 || !others.every(({ rule }) => isSameTraffic(rule, first.rule))) return [];
  const removals = others.map(({ rule }): Edit | undefined =>
    rule.list && rule.node
      ? { op: 'remove-item', from: rule.list, item: rule.node }
      : removalOf(file, rule.resource),
  );
  if (!removals.every((edit) => edit !== undefined)) return [];
  return [
    {
      title: 'Allow only private addresses, 10.0.0.0/8',
      preferred: false,
      edits: [{ op: 'replace', node: origin, value: '10.0.0.0/8' }, ...removals],
    },
  ];
}

function isSameTraffic(a: SecurityGroupRule, b: SecurityGroupRule): boolean {
  const text = ({ protocol, ports }: SecurityGroupRule) =>
    JSON.stringify([protocol.kind === 'known' && protocol.value, ports.kind === 'known' && ports.value]);
  return text(a) === text(b);
}
