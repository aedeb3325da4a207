import { type Entry, type Mapping, resolved, valueAt } from '../../../syntax/tree.ts';
import { NETWORK_KEYS } from '../../../zappa/keys/index.ts';
import { defineRule, type Report } from '../../defineRule.ts';

/** A stage or a network setting that is written twice. TOML refuses it by itself. */
export default defineRule({
  id: 'zappa-key-twice',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A stage or network setting is written twice',
  why: 'The parsers of JSON and YAML that Zappa uses keep the last of two equal keys and drop the first without a message. Nothing of the first is deployed: not its subnets, not its security groups.',
  whenToIgnore: 'If the first one is there as a note and the last one is what you mean.',
  howToFix: 'Merge the two, or remove the one that you do not need.',
  sources: [
    'zappa/cli.py:29,2999',
    'https://docs.python.org/3/library/json.html#repeated-names-within-an-object',
  ],

  *check({ zappa, tree }) {
    const root = resolved(tree.root);
    if (!zappa || tree.format === 'toml' || root?.kind !== 'mapping') return;
    for (const { first, last } of repeated(root)) {
      if (resolved(last.value)?.kind === 'mapping') yield reportOf(`Stage "${first.key.text}"`, first, last);
    }
    const seen = new Set<Mapping>();
    for (const { name, node } of zappa.stages) {
      for (const pair of seen.has(node) ? [] : repeated(node)) {
        if (Object.hasOwn(NETWORK_KEYS, pair.first.key.text)) yield { stage: name, ...ofSetting(pair) };
      }
      seen.add(node);
      const config = valueAt(node, 'vpc_config');
      if (config?.kind !== 'mapping' || seen.has(config)) continue;
      seen.add(config);
      for (const pair of repeated(config)) yield { stage: name, ...ofSetting(pair) };
    }
  },
});

interface Pair {
  readonly first: Entry;
  readonly last: Entry;
}

/** The first and the last of each key that a mapping has more than once. */
function repeated({ entries }: Mapping): readonly Pair[] {
  if (new Set(entries.map(({ key }) => key.text)).size === entries.length) return [];
  const lastOf = new Map(entries.map((entry) => [entry.key.text, entry]));
  const pairs = new Map<string, Pair>();
  for (const first of entries) {
    const last = lastOf.get(first.key.text)!;
    // A mapping can merge several others.
    if (first === last || first.key.text === '<<' || pairs.has(first.key.text)) continue;
    pairs.set(first.key.text, { first, last });
  }
  return [...pairs.values()];
}

function ofSetting({ first, last }: Pair): Report {
  return reportOf(first.key.text, first, last);
}

function reportOf(what: string, first: Entry, last: Entry): Report {
  return {
    at: first.key,
    message: `${what} is written twice; Zappa uses only the last one.`,
    related: [{ at: last.key, message: 'Zappa uses this one' }],
  };
}
