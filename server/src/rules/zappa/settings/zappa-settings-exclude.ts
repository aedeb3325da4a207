import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { isTrue } from '../../../zappa/python.ts';
import {
  extendingStages,
  type Setting,
  type Stage,
  settingOf,
  settingValue,
} from '../../../zappa/settings.ts';
import { defineRule, type Severity } from '../../defineRule.ts';

/** Two settings of a stage of which Zappa refuses one because of the other. */
export default defineRule({
  id: 'zappa-settings-exclude',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Two settings of the stage exclude each other',
  why: 'Zappa compares some settings when it reads them and stops before it deploys anything: Lambda has no SnapStart together with provisioned concurrency, EFS or more than 512 MB in /tmp, provisions no more than it reserves, and keeps the version that an alias names. Of cors, it reads keys for an HTTP API (v2).',
  howToFix: 'Remove one of the two, or change its value.',
  sources: [
    'zappa/cli.py:2769-2780',
    'zappa/cli.py:2788-2816',
    'zappa/cli.py:2824-2826',
    'zappa/core.py:2272-2282',
    'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      for (const { one, other, because, consequence, severity } of clashesIn(stage)) {
        const at = one.entry.value;
        if (!zappa || seen.has(at)) continue;
        seen.add(at);
        yield {
          at: one.entry,
          stage: stage.name,
          extendedBy: extendingStages(zappa, one.from, one.entry.key.text).filter(
            (heir) => heir !== stage.name,
          ),
          message: `${because} ${consequence ?? 'Zappa stops with an error'}.`,
          ...(severity && { severity }),
          related: [{ at: other.entry, message: `${other.entry.key.text} is here` }],
        };
      }
    }
  },
});

interface Clash {
  readonly one: Setting;
  readonly other: Setting;
  /** A sentence. */
  readonly because: string;
  /** The last sentence of the message, without its full stop; that Zappa stops at once if undefined. */
  readonly consequence?: string;
  readonly severity?: Severity;
}

function* clashesIn(stage: Stage): Generator<Clash> {
  const provisioned = numberOf(stage, 'provisioned_concurrency', 1);
  const reserved = numberOf(stage, 'lambda_concurrency', 0);
  const versions = numberOf(stage, 'num_retained_versions', 1);
  const snapStart = snapStartOf(stage);
  if (provisioned && reserved && provisioned.number > reserved.number)
    yield {
      one: provisioned.setting,
      other: reserved.setting,
      because: `provisioned_concurrency is ${provisioned.number}, more than lambda_concurrency, which is ${reserved.number}.`,
    };
  if (provisioned && snapStart)
    yield {
      one: snapStart,
      other: provisioned.setting,
      because:
        'snap_start and provisioned_concurrency are both set; Lambda has only one of them in a function.',
    };
  const files = settingOf(stage, 'efs_config');
  if (snapStart && files && isTrue(files.entry.value))
    yield {
      one: snapStart,
      other: files,
      because: 'snap_start and efs_config are both set.',
      consequence: 'SnapStart does not support EFS',
      severity: 'warning',
    };
  const disk = settingOf(stage, 'ephemeral_storage');
  const size = resolved(entryAt(resolved(disk?.entry.value), 'Size')?.value);
  if (snapStart && disk && size?.kind === 'scalar' && typeof size.value === 'number' && size.value > 512)
    yield {
      one: snapStart,
      other: disk,
      because: `snap_start is set, and ephemeral_storage has ${size.text} MB.`,
      consequence: 'SnapStart does not support more than 512 MB',
      severity: 'warning',
    };
  const alias = snapStart ?? provisioned?.setting;
  if (versions?.number === 1 && alias)
    yield {
      one: versions.setting,
      other: alias,
      because: `num_retained_versions is 1, and ${alias.entry.key.text} needs at least 2.`,
    };
  const types = settingOf(stage, 'additional_text_mimetypes');
  const binary = settingOf(stage, 'binary_support');
  if (types && binary && isTrue(types.entry.value) && isTrue(binary.entry.value) === false)
    yield {
      one: types,
      other: binary,
      because: 'additional_text_mimetypes needs binary_support, which is off.',
    };
  yield* corsOfHttpApi(stage);
}

/** Zappa reads keys of cors for an HTTP API, and not for a REST API. */
function* corsOfHttpApi(stage: Stage): Generator<Clash> {
  const [cors, version] = [settingOf(stage, 'cors'), settingOf(stage, 'apigateway_version')];
  const [allows, named] = [cors?.entry.value, version?.entry.value];
  const isOff = ['use_apigateway', 'apigateway_enabled'].some((name) => {
    const value = settingValue(stage, name);
    return value !== undefined && isTrue(value) !== true;
  });
  if (!cors || !version || isOff || named?.kind !== 'scalar' || named.text !== 'v2') return;
  if (allows?.kind !== 'scalar' || allows.value !== true) return;
  yield {
    one: cors,
    other: version,
    because: 'cors is true, and apigateway_version v2 needs a mapping with allowed_origins.',
    consequence: 'Zappa stops with an error when the function is deployed already',
  };
}

/** The number of a setting; undefined if it is below the least, which another rule reports. */
function numberOf(
  stage: Stage,
  name: string,
  least: number,
): { setting: Setting; number: number } | undefined {
  const setting = settingOf(stage, name);
  const value = setting?.entry.value;
  return setting && value?.kind === 'scalar' && typeof value.value === 'number' && value.value >= least
    ? { setting, number: value.value }
    : undefined;
}

/** The setting, unless it is off: its default is the string None. */
function snapStartOf(stage: Stage): Setting | undefined {
  const setting = settingOf(stage, 'snap_start');
  const value = setting?.entry.value;
  return setting && isTrue(value) && value?.kind === 'scalar' && value.text !== 'None' ? setting : undefined;
}
