import { kindNoun } from '../../network/workloadKinds.ts';
import { listed } from '../../wording/listed.ts';
import type { PartyPattern } from '../suite.ts';

/** Parties as a title has them: "app and *Database*". */
export function partiesText(parties: readonly PartyPattern[]): string {
  return listed(parties.map(patternText), 3);
}

/** One pattern in words: "database with tier=data". */
function patternText(pattern: PartyPattern): string {
  if (pattern.kind === 'name') return pattern.name;
  return [kindsText(pattern.kinds) ?? 'anything', ...conditionTexts(pattern)].join(' ');
}

type Selector = Extract<PartyPattern, { kind: 'selector' }>;

function kindsText(kinds: Selector['kinds']): string | undefined {
  return kinds && listed(kinds.map((kind) => (kind === 'endpoint' ? kind : kindNoun(kind))));
}

/** What a selector says besides the kind, each to follow a noun: "with tier=data". */
function conditionTexts({ name, tags, subnet, uses }: Selector): readonly string[] {
  return [
    ...(name === undefined ? [] : [`named ${name}`]),
    ...(tags ? [`with ${listed([...tags].map(([key, value]) => `${key}=${value}`))}`] : []),
    ...(subnet === undefined ? [] : [`in ${subnet}`]),
    ...(uses === undefined ? [] : [`using ${uses}`]),
  ];
}

/** "network.yaml has no database with tier=data". */
export function lackText(file: string, pattern: PartyPattern): string {
  if (pattern.kind === 'name') return `${file} has nothing named ${pattern.name}`;
  const kinds = kindsText(pattern.kinds);
  return [file, 'has', kinds === undefined ? 'nothing' : `no ${kinds}`, ...conditionTexts(pattern)].join(' ');
}
