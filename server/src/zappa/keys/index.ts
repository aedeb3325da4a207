import { FACTS } from '../../aws/facts.ts';
import { CODE_KEYS } from './code.ts';
import { GATEWAY_KEYS } from './gateway.ts';
import type { KeyInfo } from './key.ts';
import { NETWORK_KEYS } from './network.ts';

export type { KeyInfo, KeyType } from './key.ts';
export { NETWORK_KEYS } from './network.ts';

/** Every key of a stage that Zappa reads, network keys first. */
export const STAGE_KEYS: Readonly<Record<string, KeyInfo>> = {
  ...NETWORK_KEYS,
  ...GATEWAY_KEYS,
  ...CODE_KEYS,
};

/** Booleans of YAML 1.1, as PyYAML reads them; other parsers read these words as strings. */
export const YAML_WORDS = /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;

/** The key at a path below a stage, such as `['vpc_config', 'SubnetIds']`; undefined if Zappa does not know it. */
export function keyInfoAt(path: readonly string[]): KeyInfo | undefined {
  let keys: Readonly<Record<string, KeyInfo>> | undefined = STAGE_KEYS;
  let found: KeyInfo | undefined;
  for (const name of path) {
    found = keys && Object.hasOwn(keys, name) ? keys[name] : undefined;
    keys = found?.keys;
  }
  return found;
}

/** Keeps an editor's list of keys or values in their order here: what is written most comes first. */
export function sortTextOf(index: number): string {
  return `${index}`.padStart(3, '0');
}

/** A key in three lines of Markdown: what it does, its default, its pitfall. */
export function describeKey(
  name: string,
  { description, default: otherwise, pitfall, values }: KeyInfo,
): string {
  const lines = [`**${name}** — ${withLinks(description)}`];
  const without =
    otherwise && ('text' in otherwise ? otherwise.text : `\`${JSON.stringify(otherwise.value)}\``);
  const either = values ? `One of ${values.map((value) => `\`${value}\``).join(', ')}. ` : '';
  if (without ?? either) lines.push(`${either}${without ? `Default: ${without}.` : ''}`.trim());
  if (pitfall) lines.push(withLinks(pitfall));
  return lines.join('\n\n');
}

/** Facts that a sentence cites in brackets. */
const CITED = / \(((?:[A-Z]+-[0-9]+(?:, )?)+)\)/g;

/** A sentence for a place that has no links. */
export function withoutSources(sentence: string): string {
  return sentence.replace(CITED, '');
}

function withLinks(sentence: string): string {
  return sentence.replace(CITED, (_, ids: string) => {
    const source = FACTS[ids.split(', ')[0]!]?.source;
    return source === undefined ? '' : ` ([AWS](${source}))`;
  });
}
