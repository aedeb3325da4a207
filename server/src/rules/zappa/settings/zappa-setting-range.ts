import { entryAt, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { extendingStages, settingOf, writtenValues } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_LAYERS = 5;

/** A time, a memory or a disk that Lambda does not give to a function. */
export default defineRule({
  id: 'zappa-setting-range',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'A number is out of the range that Lambda accepts',
  why: 'A function runs for 1 to 900 seconds with 128 to 10240 MB of memory, 512 to 10240 MB in /tmp and at most five layers. Zappa stops for another Size of ephemeral_storage, which is a mapping, and Lambda rejects the function for the rest. Zappa also stops for a provisioned_concurrency or num_retained_versions below 1.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    'zappa/cli.py:2706-2712',
    'zappa/cli.py:2728-2780',
  ],

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'layers') : []) {
      if (value.kind !== 'sequence' || value.items.length <= MOST_LAYERS) continue;
      yield {
        at: value,
        stage: owner.name,
        extendedBy,
        message: `layers has ${value.items.length} items; the maximum is ${MOST_LAYERS}. Lambda rejects the function.`,
      };
    }
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      for (const range of RANGES) {
        const setting = settingOf(stage, range.name);
        const found = setting && faultOf(setting.entry.value, range);
        if (!zappa || !found || seen.has(found.at)) continue;
        seen.add(found.at);
        yield {
          ...found,
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, range.name),
        };
      }
    }
  },
});

/** What is wrong with the value of a setting: it lacks the key, or is outside of the range. */
function faultOf(written: Node, range: Range): FaultOfSetting | undefined {
  const { name, key, unit, who } = range;
  const whole = resolved(written);
  const at = key === undefined ? whole : resolved(entryAt(whole, key)?.value);
  if (whole && !at && !isLater(whole)) return { at: whole, message: `${name} has no ${key}. ${who}.` };
  const limit = at?.kind === 'scalar' ? limitPassed(at, range) : undefined;
  if (at?.kind !== 'scalar' || !limit) return undefined;
  const label = key === undefined ? name : `${key} of ${name}`;
  return {
    at,
    message: `${label} is ${at.text}; the ${limit.word} is ${limit.value}${unit === undefined ? '' : ` ${unit}`}. ${who}.`,
    fixes: changeTo(at, limit.value, false),
  };
}

type FaultOfSetting = Pick<Report, 'message' | 'fixes'> & { readonly at: Node };

/** The limit that a number is beyond; undefined for a number in the range and for anything else. */
function limitPassed({ value }: Scalar, { least, most }: Range) {
  if (typeof value !== 'number') return undefined;
  if (value < least) return { word: 'minimum', value: least };
  return most !== undefined && value > most ? { word: 'maximum', value: most } : undefined;
}

function isLater(node: Node): boolean {
  return node.kind === 'scalar' && isFilledInLater(node.text);
}

interface Range {
  readonly name: string;
  /** The key in the setting, if the setting is a mapping. */
  readonly key?: string;
  readonly least: number;
  /** Undefined if only quotas of the account set a limit. */
  readonly most?: number;
  readonly unit?: string;
  /** The last sentence of the message, without its full stop: who rejects the value. */
  readonly who: string;
}

const RANGES: readonly Range[] = [
  { name: 'timeout_seconds', least: 1, most: 900, unit: 'seconds', who: 'Lambda rejects the function' },
  { name: 'memory_size', least: 128, most: 10_240, unit: 'MB', who: 'Lambda rejects the function' },
  {
    name: 'ephemeral_storage',
    key: 'Size',
    least: 512,
    most: 10_240,
    unit: 'MB',
    who: 'Zappa stops with an error',
  },
  { name: 'lambda_concurrency', least: 0, who: 'Lambda rejects it' },
  { name: 'provisioned_concurrency', least: 1, who: 'Zappa stops with an error' },
  { name: 'num_retained_versions', least: 1, who: 'Zappa stops with an error' },
];
