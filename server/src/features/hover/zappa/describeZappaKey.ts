import type { Analysis } from '../../../analysis.ts';
import { link, type Markdown, paragraphs } from '../../../escape/markdown.ts';
import { SHOW_MAP_COMMAND } from '../../../protocol.ts';
import { entriesOf, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { describeKey, keyInfoAt } from '../../../zappa/keys/index.ts';
import { isTrue } from '../../../zappa/python.ts';
import { type Stage, settingValue, type ZappaSettings } from '../../../zappa/settings.ts';
import { describeStage } from './describeStage.ts';

/**
 * The description of a stage, of one of Zappa's keys, or of the key of a value that is one of few; undefined for any other
 * place. `areKeysDescribed`: the editor
 * shows the schema's description of keys, which is the same.
 */
export function describeZappaKey(
  settings: ZappaSettings,
  path: readonly Node[],
  key: Scalar,
  areKeysDescribed: boolean,
  analysis: Analysis,
  commands: readonly string[],
): Markdown | undefined {
  const names = namesAlong(path);
  if (names.at(-1) !== key.text || !entriesOf(path.at(-2)).some((entry) => entry.key === key))
    return areKeysDescribed ? undefined : describeChoice(names, key);
  const stage = settings.stages.find(({ name }) => name === names[0]);
  if (names.length === 1)
    return (
      stage &&
      paragraphs(describeStage(stage, settings, analysis.inventory), mapLink(stage, analysis, commands))
    );
  const info = areKeysDescribed ? undefined : keyInfoAt(names.slice(1));
  return info && { markdown: describeKey(key.text, info) };
}

/** Of a value that is one of few, the key says what each of them does. */
function describeChoice(names: readonly string[], value: Scalar): Markdown | undefined {
  const info = keyInfoAt(names.slice(1));
  const isChoice = info?.values?.includes(value.text) || typeof value.value === 'boolean';
  return info && isChoice ? { markdown: describeKey(names.at(-1)!, info) } : undefined;
}

/** A link to the stage in the map, if the inventory has its subnets and the client has the map. */
function mapLink(
  stage: Stage,
  { fileName, inventory }: Analysis,
  commands: readonly string[],
): Markdown | undefined {
  if (
    !inventory ||
    !commands.includes(SHOW_MAP_COMMAND) ||
    isTrue(settingValue(stage, 'vpc_config')) !== true
  )
    return undefined;
  // https://code.visualstudio.com/api/extension-guides/command#command-uris
  const given = encodeURIComponent(JSON.stringify([fileName, stage.name]));
  return link('Show it in the network map', `command:${SHOW_MAP_COMMAND}?${given}`);
}

/** The keys on the path to a node, including the node if it is a key. */
function namesAlong(path: readonly Node[]): readonly string[] {
  return path.flatMap((node, i) => {
    const child = path[i + 1];
    const entry = entriesOf(node).find(({ key, value }) => key === child || resolved(value) === child);
    return entry ? [entry.key.text] : [];
  });
}
