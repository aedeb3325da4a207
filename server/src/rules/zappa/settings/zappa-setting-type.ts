import { entryAt, type Format, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { type KeyInfo, STAGE_KEYS, YAML_WORDS } from '../../../zappa/keys/index.ts';
import { extendingStages, settingOf } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

const SIZE = 'Size of ephemeral_storage';

/**
 * Settings that Zappa passes to boto3 as numbers, or compares itself (zappa/cli.py:2728-2780,
 * zappa/core.py:1236-1252).
 */
const NUMBERS = [
  'timeout_seconds',
  'memory_size',
  'lambda_concurrency',
  'provisioned_concurrency',
  'num_retained_versions',
  SIZE,
];

/** A number or a boolean in quotes, or a fraction. Editors that check the file by its schema find this themselves. */
export default defineRule({
  id: 'zappa-setting-type',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A boolean is written as a string, or a number as a string or a fraction',
  why: 'Python treats every string except the empty one as true, including "false". Zappa passes numbers to boto3, which accepts whole numbers, rejects strings and fractions and stops the deployment.',
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
        const at = name === 'ephemeral_storage' ? resolved(entryAt(value, 'Size')?.value) : value;
        const report = at && wrongIn(name === 'ephemeral_storage' ? SIZE : name, info, at);
        if (!report) continue;
        seen.add(value);
        yield {
          ...report,
          isBesideSchema: isUnseenBySchema(at, tree.format),
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, name),
        };
      }
    }
  },
});

/** Whether a schema accepts the value, so that an editor with the schema does not report it. */
function isUnseenBySchema(value: Node, format: Format): boolean {
  if (value.kind !== 'scalar') return false;
  // In YAML a word such as yes is a boolean if it has no quotes.
  if (format === 'yaml' && YAML_WORDS.test(value.text)) return true;
  // JSON Schema takes 30.0 for a whole number, and Python for a fraction.
  return Number.isInteger(value.value);
}

function wrongIn(name: string, { type }: KeyInfo, value: Node): Report | undefined {
  if (value.kind !== 'scalar' || isFilledInLater(value.text)) return undefined;
  if (typeof value.value === 'number') return fractionIn(name, value, value.value);
  if (typeof value.value !== 'string') return undefined;
  const text = value.text.trim();
  const fix = (meant: number | boolean) => [
    {
      title: `Change to ${meant} without quotes`,
      preferred: true,
      edits: [{ op: 'replace' as const, node: value, value: meant }],
    },
  ];
  // A setting that also accepts strings reads them in its own way.
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

/** What Python reads as a float, also if it is whole. */
const FRACTION = /^[+-]?\d[\d_]*\.\d*$/;

function fractionIn(name: string, value: Scalar, number: number): Report | undefined {
  if (!NUMBERS.includes(name) || !FRACTION.test(value.text)) return undefined;
  const whole = Math.ceil(number);
  return {
    at: value,
    severity: 'error',
    message: `${name} is ${value.text}; boto3 requires a whole number and stops the deployment.`,
    // A fix with the same number would change nothing.
    fixes: whole === number ? [] : changeTo(value, whole, false),
  };
}
