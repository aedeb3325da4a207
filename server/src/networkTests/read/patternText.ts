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
  const { name, kinds, tags, subnet, uses } = pattern;
  return [
    kinds ? listed(kinds.map((kind) => (kind === 'endpoint' ? kind : kindNoun(kind)))) : 'anything',
    ...(name === undefined ? [] : [`named ${name}`]),
    ...(tags ? [`with ${listed([...tags].map(([key, value]) => `${key}=${value}`))}`] : []),
    ...(subnet === undefined ? [] : [`in ${subnet}`]),
    ...(uses === undefined ? [] : [`using ${uses}`]),
  ].join(' ');
}

/** "network.yaml has no database with tier=data". */
export function lackText(file: string, pattern: PartyPattern): string {
  if (pattern.kind === 'name') return `${file} has nothing named ${pattern.name}`;
  const words = patternText(pattern);
  return pattern.kinds ? `${file} has no ${words}` : `${file} has nothing${words.slice('anything'.length)}`;
}
