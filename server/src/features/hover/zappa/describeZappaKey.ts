import type { Markdown } from '../../../escape/markdown.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { entriesOf, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { describeKey, keyInfoAt } from '../../../zappa/keys/index.ts';
import type { ZappaSettings } from '../../../zappa/settings.ts';
import { describeStage } from './describeStage.ts';

/**
 * The text for a stage's name or for a key that Zappa knows; undefined for any other place. `areKeysDescribed` where the
 * editor shows the schema's own text for keys, which is the same.
 */
export function describeZappaKey(
  settings: ZappaSettings,
  path: readonly Node[],
  key: Scalar,
  areKeysDescribed: boolean,
  inventory: Inventory | undefined,
): Markdown | undefined {
  const names = namesAlong(path);
  if (names.at(-1) !== key.text || !entriesOf(path.at(-2)).some((entry) => entry.key === key))
    return undefined;
  const stage = settings.stages.find(({ name }) => name === names[0]);
  if (names.length === 1) return stage && describeStage(stage, settings, inventory);
  const info = areKeysDescribed ? undefined : keyInfoAt(names.slice(1));
  return info && { markdown: describeKey(key.text, info) };
}

/** The keys on the way down to a node, which is a key itself or a value. */
function namesAlong(path: readonly Node[]): readonly string[] {
  return path.flatMap((node, i) => {
    const child = path[i + 1];
    const entry = entriesOf(node).find(({ key, value }) => key === child || resolved(value) === child);
    return entry ? [entry.key.text] : [];
  });
}
