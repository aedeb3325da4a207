import { entriesOf, entryAt, type Mapping, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { misspellingsOf } from '../../../wording/nearest.ts';
import { STAGE_KEYS } from '../../../zappa/keys/index.ts';
import { isTrue } from '../../../zappa/python.ts';
import {
  deployedStages,
  type Stage,
  settingOf,
  settingValue,
  type ZappaSettings,
} from '../../../zappa/settings.ts';
import type { Report } from '../../defineRule.ts';

const BALANCER_KEYS = Object.keys(STAGE_KEYS.alb_vpc_config?.keys ?? {});

/** Keys of `alb_vpc_config` that Zappa does not look for, such as the ARN of a balancer that exists (zappa/core.py:2013-2113). */
export function* inBalancer(stage: Stage, seen: Set<Node>): Iterable<Report> {
  const config = resolved(entryAt(stage.node, 'alb_vpc_config')?.value);
  if (isTrue(settingValue(stage, 'alb_enabled')) !== true) return;
  // Zappa stops without these keys, which zappa-alb-network reports.
  if (!entryAt(config, 'SubnetIds') || !entryAt(config, 'CertificateArn')) return;
  const others: Scalar[] = [];
  for (const entry of entriesOf(config)) {
    const { key } = entry;
    if (BALANCER_KEYS.includes(key.text) || seen.has(key)) continue;
    // zappa-alb-network offers to rename these keys.
    if (/^(?:subnet|security|cert)/i.test(key.text)) continue;
    const near = misspellingsOf(key.text, BALANCER_KEYS).filter((one) => !entryAt(config, one));
    seen.add(key);
    const [meant, ...more] = near;
    if (!meant || more.length > 0) {
      others.push(key);
      continue;
    }
    yield {
      at: key,
      stage: stage.name,
      message: `Zappa ignores "${key.text}" in alb_vpc_config. The key is ${meant}.`,
      fixes: [{ title: `Rename to ${meant}`, preferred: true, edits: [{ op: 'rename', entry, key: meant }] }],
    };
  }
  const [first, ...rest] = others;
  if (!first) return;
  yield {
    at: first,
    stage: stage.name,
    message: `Zappa ignores ${listed(others.map(({ text }) => text))} in alb_vpc_config: it creates a load balancer from ${listed(BALANCER_KEYS)} alone.`,
    related: rest.map((key) => ({ at: key, message: `${key.text} is ignored too` })),
  };
}

/** Zappa writes them into a role that it manages, and nowhere else (zappa/cli.py:835,1124). */
const OF_MANAGED_ROLES = ['extra_permissions', 'attach_policy', 'assume_policy'];

/** Permissions for a role that Zappa does not manage, in all stages that are deployed with them. */
export function* ofRoles(zappa: ZappaSettings): Iterable<Report> {
  const deployed = deployedStages(zappa);
  for (const name of OF_MANAGED_ROLES) {
    const entries = new Set(deployed.flatMap((stage) => settingOf(stage, name)?.entry ?? []));
    for (const entry of entries) {
      const stages = deployed.filter((stage) => settingOf(stage, name)?.entry === entry);
      const [first, ...others] = stages;
      const off = first && settingOf(first, 'manage_roles');
      if (!off || isTrue(entry.value) !== true || !stages.every(hasOwnRole)) continue;
      yield {
        at: entry.key,
        stage: first.name,
        extendedBy: others.map((stage) => stage.name),
        message: `Zappa reads ${name} only for a role that it manages, and manage_roles is false; the role keeps the permissions that it has.`,
        related: [{ at: off.entry.key, message: 'This turns it off' }],
      };
    }
  }
}

function hasOwnRole(stage: Stage): boolean {
  const value = settingValue(stage, 'manage_roles');
  return value !== undefined && isTrue(value) === false;
}

/** All stages below another key, as `[tool.zappa.dev]` in TOML: the first level of the file has the names of stages. */
export function stagesTooDeep({ stages }: ZappaSettings): Report | undefined {
  const [outer, ...others] = stages;
  if (!outer || others.length > 0 || isStage(outer.node)) return undefined;
  let inner = mappingsIn(outer.node);
  const path = [outer.name];
  while (inner.length === 1 && !isStage(inner[0]!.mapping) && path.length < DEEPEST) {
    path.push(inner[0]!.name);
    inner = mappingsIn(inner[0]!.mapping);
  }
  if (inner.length === 0 || !inner.every(({ mapping }) => isStage(mapping))) return undefined;
  return {
    at: outer.key,
    message: `Zappa takes "${outer.name}" for the name of the only stage and does not find ${listed(inner.map(({ name }) => name))} inside ${path.join('.')}.`,
  };
}

/** Deeper than `tool.zappa` and the like. */
const DEEPEST = 4;

/** The entries of a mapping if all of them are mappings, and none is a setting or there for its anchor. */
function mappingsIn(node: Mapping): readonly { readonly name: string; readonly mapping: Mapping }[] {
  const inner = node.entries.flatMap(({ key: { text }, value }) => {
    const mapping = resolved(value);
    const isOther =
      mapping?.kind !== 'mapping' || mapping.anchor !== undefined || Object.hasOwn(STAGE_KEYS, text);
    return isOther ? [] : [{ name: text, mapping }];
  });
  return inner.length === node.entries.length ? inner : [];
}

/** Settings that name the application, one of which every stage has. */
const APPLICATIONS = ['app_function', 'django_settings', 'lambda_handler'];

function isStage(mapping: Mapping): boolean {
  return APPLICATIONS.some((key) => entryAt(mapping, key));
}
