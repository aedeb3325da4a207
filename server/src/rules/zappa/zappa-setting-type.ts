import { type Node, resolved } from '../../syntax/tree.ts';
import { isFilledInLater } from '../../zappa/ids.ts';
import { type KeyInfo, STAGE_KEYS, YAML_WORDS } from '../../zappa/keys/index.ts';
import { extendingStages, settingOf } from '../../zappa/settings.ts';
import { defineRule, type Report } from '../defineRule.ts';

/** What Zappa hands to boto3 as a number, or checks itself (zappa/cli.py:2728-2780, zappa/core.py:1236-1252). */
const NUMBERS = [
  'timeout_seconds',
  'memory_size',
  'lambda_concurrency',
  'provisioned_concurrency',
  'num_retained_versions',
];

/** A number or a boolean in quotes. Editors that check the file by its schema find this themselves. */
export default defineRule({
  id: 'zappa-setting-type',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A number or a boolean is written as a string',
  why: 'Python treats every string except the empty one as true, including "false". Zappa passes numbers to boto3, which rejects strings and stops the deployment.',
  whenToIgnore: 'If a script replaces the value before Zappa reads it.',
  sources: ['https://docs.python.org/3/library/stdtypes.html#truth-value-testing', 'zappa/cli.py:2728-2780'],
  isInSchema: true,

  *check({ tree, zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      for (const [name, info] of Object.entries(STAGE_KEYS)) {
        const setting = settingOf(stage, name);
        const value = resolved(setting?.entry.value);
        if (!zappa || !setting || !value || seen.has(value)) continue;
        const report = wrongIn(name, info, value);
        if (!report) continue;
        seen.add(value);
        // In YAML such a word is a boolean where it has no quotes, and the schema does not see these.
        const isBesideSchema =
          tree.format === 'yaml' && value.kind === 'scalar' && YAML_WORDS.test(value.text);
        yield {
          ...report,
          isBesideSchema,
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, name),
        };
      }
    }
  },
});

function wrongIn(name: string, { type }: KeyInfo, value: Node): Report | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || isFilledInLater(value.text))
    return undefined;
  const text = value.text.trim();
  const fix = (meant: number | boolean) => [
    {
      title: `Change to ${meant} without quotes`,
      preferred: true,
      edits: [{ op: 'replace' as const, node: value, value: meant }],
    },
  ];
  // A setting that also accepts texts has its own reading of them.
  if (type.includes('boolean') && !type.includes('string') && /^(?:false|no|off|0)$/i.test(text)) {
    return {
      at: value,
      message: `${name} is the string "${value.text}", which Python treats as true.`,
      fixes: fix(false),
    };
  }
  if (!NUMBERS.includes(name)) return undefined;
  return {
    at: value,
    severity: 'error',
    message: `${name} is a string; boto3 requires a number and stops the deployment.`,
    fixes: /^\d+$/.test(text) ? fix(Number(text)) : [],
  };
}
