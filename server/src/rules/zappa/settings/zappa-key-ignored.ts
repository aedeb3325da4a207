import type { Data, Edit } from '../../../syntax/edit.ts';
import { type Entry, entriesOf, entryAt, type Mapping, type Node, resolved } from '../../../syntax/tree.ts';

import { listed } from '../../../wording/listed.ts';
import { fileSystemNodes } from '../../../zappa/efs.ts';
import { STAGE_KEYS } from '../../../zappa/keys/index.ts';
import { type Stage, settingOf, type ZappaSettings } from '../../../zappa/settings.ts';
import { type IdListKey, isIdListKey, meantKey, textsOf } from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';
import { inBalancer, ofRoles, stagesTooDeep } from './ignoredParts.ts';
import { meantSetting } from './meantSetting.ts';

const FILE_SYSTEM_KEYS = Object.keys(STAGE_KEYS.efs_config?.keys ?? {});

/** A network setting under a name or at a level where Zappa does not look for it. */
export default defineRule({
  id: 'zappa-key-ignored',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa ignores a network setting',
  why: 'Zappa reads each setting of a stage by its exact name and ignores every other key without a message. The deployment succeeds, and the function runs without the setting: with a misspelled vpc_config it runs outside the VPC and cannot connect to the database.',
  whenToIgnore: 'If a script of your own reads the key, or renames it before the deployment.',
  sources: [
    'zappa/core.py:2430-2446',
    'zappa/cli.py:2669',
    'zappa/cli.py:2829-2830',
    'zappa/cli.py:144-170',
    'zappa/cli.py:860-868',
    'zappa/cli.py:935-936',
    'zappa/cli.py:835,1124',
    'zappa/core.py:2013-2113',
  ],

  *check({ zappa, tree }) {
    if (!zappa) return;
    const deep = stagesTooDeep(zappa);
    if (deep) yield deep;
    yield* besideStages(zappa, resolved(tree.root));
    yield* ofRoles(zappa);
    const seen = new Set<Node>();
    for (const stage of zappa.stages) {
      const section = sectionOutside(stage, zappa, resolved(tree.root));
      if (section) yield section;
      // A mapping with an anchor may be merged into stages.
      if (section || stage.node.anchor !== undefined) continue;
      yield* misspelled(stage, seen);
      yield* listsOutside(stage, seen);
      yield* tooDeep(stage, seen);
      yield* withoutSwitch(stage, seen);
      yield* inFileSystem(stage, seen);
      yield* inBalancer(stage, seen);
      yield* ofHttpApi(stage, seen);
    }
  },
});

/** `keep_warm: false` beside the stages, which Zappa takes for the name of a stage. */
function* besideStages({ stages }: ZappaSettings, root: Node | undefined): Iterable<Report> {
  if (root?.kind !== 'mapping' || stages.length === 0) return;
  const beside = root.entries.filter(
    ({ key, value }) =>
      Object.hasOwn(STAGE_KEYS, key.text) &&
      value.kind !== 'mapping' &&
      // An anchor is there to be used in the stages.
      value.anchor === undefined &&
      value.kind !== 'alias' &&
      !stages.every((stage) => settingOf(stage, key.text)),
  );
  const [first, ...others] = beside;
  if (!first) return;
  const [only, ...more] = stages;
  yield {
    at: first.key,
    message: `Zappa reads ${listed(beside.map(({ key }) => key.text))} only inside a stage and ignores ${others.length > 0 ? 'them' : 'it'} here.`,
    related: others.map(({ key }) => ({ at: key, message: `${key.text} is ignored too` })),
    fixes:
      more.length > 0 || !only || beside.some(({ key }) => settingOf(only, key.text))
        ? []
        : [
            {
              title: `Move into "${only.name}"`,
              preferred: true,
              edits: beside.map((entry): Edit => ({ op: 'move-entry', from: root, entry, to: only.node })),
            },
          ],
  };
}

/** `vpc_confg` or `VpcConfig`, in a stage that has no setting of the right name. */
function* misspelled(stage: Stage, seen: Set<Node>): Iterable<Report> {
  for (const entry of entriesOf(stage.node)) {
    const meant = meantSetting(entry);
    if (!meant || settingOf(stage, meant) || seen.has(entry.key)) continue;
    // A string, such as the id of the VPC, is for another script.
    if (meant === 'vpc_config' && resolved(entry.value)?.kind !== 'mapping') continue;
    seen.add(entry.key);
    yield {
      at: entry.key,
      stage: stage.name,
      message: `Zappa ignores "${entry.key.text}". The setting is ${meant}; ${consequence(meant)}.`,
      fixes: [
        {
          title: `Rename to ${meant}`,
          preferred: true,
          edits: [{ op: 'rename', entry, key: meant }],
        },
      ],
    };
  }
}

/** `SubnetIds` next to `vpc_config`, one level too high. */
function* listsOutside(stage: Stage, seen: Set<Node>): Iterable<Report> {
  const lists = entriesOf(stage.node).filter((entry) => isIdList(entry) && !seen.has(entry.key));
  const [first, ...others] = lists;
  // The lists may be there for anchors, and a vpc_config that has its own does not need them.
  if (!first || lists.some(({ value }) => value.anchor !== undefined)) return;
  const config = settingOf(stage, 'vpc_config');
  const value = resolved(config?.entry.value);
  if (value && !isEmpty(value)) return;
  for (const { key } of lists) seen.add(key);
  const names = lists.map(({ key }) => key.text).join(' and ');
  yield {
    at: first.key,
    stage: stage.name,
    message: `Zappa reads ${names} only inside vpc_config and ignores ${others.length > 0 ? 'them' : 'it'} here; ${consequence('vpc_config')}.`,
    related: others.map(({ key }) => ({ at: key, message: `${key.text} is ignored too` })),
    fixes: config && config.from !== stage ? [] : movesInto(stage.node, lists, config?.entry),
  };
}

/** `vpc_config` inside of another setting, one level too low. */
function* tooDeep(stage: Stage, seen: Set<Node>): Iterable<Report> {
  if (settingOf(stage, 'vpc_config')) return;
  for (const outer of entriesOf(stage.node)) {
    const from = resolved(outer.value);
    // Another rule reports a variable that is a mapping.
    if (from?.kind !== 'mapping' || /environment_variables$/.test(outer.key.text)) continue;
    const entry = entriesOf(from).find(({ key }) => key.text === 'vpc_config');
    const lists = entriesOf(entry?.value).filter(isIdList);
    if (!entry || lists.length === 0 || from.anchor !== undefined || seen.has(entry.key)) continue;
    seen.add(entry.key);
    yield {
      at: entry.key,
      stage: stage.name,
      message: `Zappa reads vpc_config directly in a stage and ignores it inside ${outer.key.text}; ${consequence('vpc_config')}.`,
      fixes:
        stage.node.entries.includes(outer) && from === outer.value
          ? [
              {
                title: `Move into "${stage.name}"`,
                preferred: true,
                edits: [{ op: 'move-entry', from, entry, to: stage.node }],
              },
            ]
          : [],
    };
  }
}

/** The network of a load balancer, in a stage that does not make Zappa create one. */
function* withoutSwitch(stage: Stage, seen: Set<Node>): Iterable<Report> {
  const entry = entriesOf(stage.node).find(({ key }) => key.text === 'alb_vpc_config');
  if (!entry || stage.isExtended || settingOf(stage, 'alb_enabled') || seen.has(entry.key)) return;
  // The switch is present under another name.
  if (entriesOf(stage.node).some((one) => meantSetting(one) === 'alb_enabled')) return;
  if (entriesOf(resolved(entry.value)).length === 0) return;
  seen.add(entry.key);
  yield {
    at: entry.key,
    stage: stage.name,
    message: `Zappa reads alb_vpc_config only with alb_enabled, which is absent; it creates no load balancer.`,
    fixes: [
      {
        title: 'Set alb_enabled to true',
        preferred: false,
        edits: [{ op: 'set-entry', in: stage.node, key: 'alb_enabled', value: true }],
      },
    ],
  };
}

/** `arn` or `local_mount_path` in a file system: Zappa then creates a new one, or mounts it elsewhere. */
function* inFileSystem(stage: Stage, seen: Set<Node>): Iterable<Report> {
  const config = entriesOf(stage.node).find(({ key }) => key.text === 'efs_config');
  for (const system of fileSystemNodes(resolved(config?.value))) {
    for (const entry of entriesOf(system)) {
      const written = lettersOf(entry.key.text);
      const meant = FILE_SYSTEM_KEYS.find((key) => lettersOf(key) === written);
      if (!meant || meant === entry.key.text || entryAt(system, meant) || seen.has(entry.key)) continue;
      seen.add(entry.key);
      yield {
        at: entry.key,
        stage: stage.name,
        message: `Zappa ignores "${entry.key.text}" in efs_config. The key is ${meant}; ${
          meant === 'Arn' ? 'Zappa creates a new file system' : 'Zappa uses its default'
        }.`,
        fixes: [
          { title: `Rename to ${meant}`, preferred: true, edits: [{ op: 'rename', entry, key: meant }] },
        ],
      };
    }
  }
}

/** The type of the endpoint of an HTTP API, which has one type only. */
function* ofHttpApi(stage: Stage, seen: Set<Node>): Iterable<Report> {
  const setting = settingOf(stage, 'endpoint_configuration');
  const version = resolved(settingOf(stage, 'apigateway_version')?.entry.value);
  if (!setting || version?.kind !== 'scalar' || version.text !== 'v2' || seen.has(setting.entry.key)) return;
  const isPrivate = textsOf(setting.entry.value).some(({ text }) => text === 'PRIVATE');
  if (!isPrivate) return;
  seen.add(setting.entry.key);
  yield {
    at: setting.entry.key,
    stage: stage.name,
    message: 'Zappa reads endpoint_configuration only for REST APIs (v1); the HTTP API (v2) is public.',
    related: [{ at: version, message: 'This makes it an HTTP API' }],
  };
}

/** A section `vpc_config` next to the stages, as `[vpc_config]` instead of `[dev.vpc_config]` in TOML. */
function sectionOutside(
  { key, node, entry, isExtended }: Stage,
  { stages }: ZappaSettings,
  root: Node | undefined,
): Report | undefined {
  const entries = key.text === 'vpc_config' ? entriesOf(node) : [];
  if (entries.length === 0 || entries.some((one) => meantKey(one.key.text) === undefined)) return undefined;
  // An anchor for use in the stages.
  if (isExtended || entry.value.kind !== 'mapping' || node.anchor !== undefined) return undefined;
  const [only, ...others] = stages.filter((stage) => stage.node !== node);
  if (!only || [only, ...others].some((stage) => settingOf(stage, 'vpc_config'))) return undefined;
  return {
    at: key,
    message: `Zappa reads this vpc_config as a stage, not as a setting of ${others.length === 0 ? `"${only.name}"` : 'the stages'}; ${others.length === 0 ? 'its function runs' : 'their functions run'} outside the VPC.`,
    fixes:
      others.length > 0 || root?.kind !== 'mapping'
        ? []
        : [
            {
              title: `Move into "${only.name}"`,
              preferred: true,
              edits: [{ op: 'move-entry', from: root, entry, to: only.node }],
            },
          ],
  };
}

function consequence(setting: string): string {
  switch (setting) {
    case 'vpc_config':
      return 'the function runs outside the VPC';
    case 'aws_region':
      return 'the region is that of the AWS profile or of the environment';
    case 'alb_enabled':
      return 'it creates no load balancer';
    default:
      return 'the function is deployed without it';
  }
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}

function isIdList({ key, value }: Entry): boolean {
  const meant = meantKey(key.text);
  return meant !== undefined && isIdListKey(meant) && resolved(value)?.kind === 'sequence';
}

function isEmpty(value: Node): boolean {
  return value.kind === 'mapping'
    ? value.entries.length === 0
    : value.kind === 'scalar' && value.value === null;
}

function movesInto(stage: Mapping, lists: readonly Entry[], config: Entry | undefined): readonly Fix[] {
  const value: Partial<Record<IdListKey, Data>> = {};
  for (const { key, value: written } of lists) {
    const ids = textsOf(written);
    const list = resolved(written);
    const meant = meantKey(key.text) as IdListKey;
    if (meant in value || list?.kind !== 'sequence' || ids.length < list.items.length) return [];
    value[meant] = ids.map(({ text }) => text);
  }
  if (lists.some((entry) => !stage.entries.includes(entry)) || (config && !stage.entries.includes(config)))
    return [];
  const edits: readonly Edit[] = [
    ...lists.map((entry): Edit => ({ op: 'remove-entry', from: stage, entry })),
    { op: 'set-entry', in: stage, key: 'vpc_config', value: value as Data },
  ];
  const isWhole = 'SubnetIds' in value && 'SecurityGroupIds' in value;
  return [{ title: 'Move into vpc_config', preferred: isWhole, edits }];
}
