import { shareZone, zoneName } from '../../../network/analysis/subnets/zones.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import type { Network } from '../../../network/model.ts';
import type { Span } from '../../../syntax/span.ts';
import {
  type Entry,
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  valueAt,
} from '../../../syntax/tree.ts';
import { isFilledInLater, readId } from '../../../zappa/ids.ts';
import { isTrue } from '../../../zappa/python.ts';
import { deployedStages, type Stage, settingOf } from '../../../zappa/settings.ts';
import { meantKey, textsOf } from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

const SCHEMES = ['internet-facing', 'internal'];

/** A load balancer that Zappa or AWS refuses to create, or that no client reaches. */
export default defineRule({
  id: 'zappa-alb-network',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa cannot create the load balancer from alb_vpc_config',
  why: 'With alb_enabled Zappa creates the function first and the load balancer after it. Without two subnets and a certificate the deployment stops with an error when the function already exists. Without a security group the load balancer gets the default group of the VPC, which allows only its own members.',
  sources: ['zappa/core.py:2009-2045', 'ALB-03', 'G81'],

  *check({ zappa, inventory }) {
    const existing = inventory && networkOfInventory(inventory);
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const balancer = balancerSettings(stage);
      if (!balancer || seen.has(balancer.at)) continue;
      seen.add(balancer.at);
      for (const report of reportsOnBalancer(balancer, existing)) yield { ...report, stage: stage.name };
    }
  },
});

/** `alb_vpc_config` of a stage with `alb_enabled`; undefined without that, or where the value is filled in later. */
function balancerSettings(stage: Stage) {
  const enabled = settingOf(stage, 'alb_enabled');
  if (!enabled || !isTrue(enabled.entry.value)) return undefined;
  const setting = settingOf(stage, 'alb_vpc_config');
  const config = resolved(setting?.entry.value);
  if (config && isTrue(config) === undefined) return undefined;
  return { at: setting?.entry.key ?? enabled.entry.key, setting, config, stage };
}

type BalancerSettings = NonNullable<ReturnType<typeof balancerSettings>>;

function* reportsOnBalancer(
  { at, setting, config, stage }: BalancerSettings,
  existing: Network | undefined,
): Generator<Report> {
  if (!setting || !isTrue(config)) {
    const value = setting ? 'an empty' : 'no';
    yield {
      at,
      message: `Stage "${stage.name}" has alb_enabled but ${value} alb_vpc_config. Zappa creates the function and then stops with an error.`,
    };
  } else if (config?.kind === 'mapping') {
    yield* reportsOnConfig(config, setting.entry, existing);
  } else if (config) {
    const noun = config.kind === 'sequence' ? 'a list' : 'no mapping';
    yield {
      at: config,
      message: `alb_vpc_config is ${noun}; Zappa looks for SubnetIds and CertificateArn in it. Zappa creates the function and then stops with an error.`,
    };
  }
}

function* missingGroups(config: Mapping, at: Span): Generator<Report> {
  const groups = valueAt(config, 'SecurityGroupIds');
  const isEmpty = groups?.kind === 'sequence' && groups.items.length === 0;
  if (groups && !isEmpty) return;
  yield {
    at: groups ?? at,
    severity: 'warning',
    message:
      'Without SecurityGroupIds, the load balancer gets the default group of the VPC. Only members of that group can reach it, unless the group has other rules.',
    fixes: groups ? [] : renameMisspelt(config, 'SecurityGroupIds'),
  };
}

function* reportsOnConfig(
  config: Mapping,
  { key: at }: Entry,
  existing: Network | undefined,
): Generator<Report> {
  const subnets = valueAt(config, 'SubnetIds');
  if (!subnets) yield missingKey(config, at, 'SubnetIds');
  else {
    yield* tooFewSubnets(subnets);
    if (existing) yield* allInOneZone(subnets, existing);
  }

  const certificate = valueAt(config, 'CertificateArn');
  if (isTrue(certificate) === false) {
    const place = certificate ?? at;
    yield missingKey(config, place, 'CertificateArn');
  }

  yield* missingGroups(config, at);

  const scheme = valueAt(config, 'Scheme');
  if (scheme?.kind === 'scalar' && !SCHEMES.includes(scheme.text) && !isFilledInLater(scheme.text)) {
    const meant = SCHEMES.find((name) => MEANT[name]?.includes(lettersOf(scheme.text)));
    yield {
      at: scheme,
      message: `Scheme is "${scheme.text}"; it must be internet-facing or internal. AWS rejects the load balancer.`,
      fixes: changeTo(scheme, meant, true),
    };
  }
}

/** Other tools' names for the two schemes, in lower case and letters only. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  'internet-facing': ['internetfacing', 'internet', 'public', 'external'],
  internal: ['internal', 'private'],
};

function missingKey(config: Mapping, at: Node, key: 'SubnetIds' | 'CertificateArn'): Report {
  return {
    at,
    message: `alb_vpc_config has no ${key}. Zappa creates the function and then stops with an error.`,
    fixes: renameMisspelt(config, key),
  };
}

function* tooFewSubnets(subnets: Node): Generator<Report> {
  if (subnets.kind !== 'sequence') return;
  const ids = textsOf(subnets);
  // One variable of a pipeline may hold several ids.
  const isCertain =
    ids.length === subnets.items.length && ids.every(({ text }) => readId(text).kind === 'id');
  const different = new Set(ids.map(({ text }) => text)).size;
  if (!isCertain || different > 1) return;
  yield {
    at: ids[0] ?? subnets,
    message: `The load balancer has ${different === 0 ? 'no subnet' : 'only one subnet'}. AWS rejects a load balancer with fewer than two zones.`,
    ...(ids[1] && { cause: { rule: 'zappa-duplicate-id', at: ids[1] } }),
  };
}

/** Two subnets or more that the inventory knows, all in one zone (fact ALB-03). */
function* allInOneZone(list: Node, { subnets }: Network): Generator<Report> {
  if (list.kind !== 'sequence') return;
  const ids = new Set(textsOf(list).map(({ text }) => text));
  const known = [...ids].flatMap((id) => subnets.get(id) ?? []);
  const [first] = known;
  // An id that the inventory does not know may be in any zone.
  if (!first || known.length < 2 || known.length < list.items.length) return;
  if (!known.every((one) => shareZone(one, first))) return;
  yield {
    at: list,
    message: `All ${known.length} subnets of the load balancer are in ${zoneName(first.zone)}. AWS rejects a load balancer with fewer than two zones.`,
  };
}

/** Renames an entry that is the key under another name, which Zappa ignores. */
function renameMisspelt(config: Mapping, key: string): readonly Fix[] {
  if (entryAt(config, key)) return [];
  const wrong = entriesOf(config).filter(({ key: { text } }) =>
    key === 'CertificateArn' ? /certificate/i.test(text) : meantKey(text) === key,
  );
  const [entry] = wrong;
  if (!entry || wrong.length > 1 || !config.entries.includes(entry)) return [];
  return [
    {
      title: `Rename ${entry.key.text} to ${key}`,
      preferred: isAccepted(key, entry),
      edits: [{ op: 'rename', entry, key }],
    },
  ];
}

/** Whether the value is what the key accepts, an ARN or a list of ids: Zappa passes it on unchanged. */
function isAccepted(key: string, { value }: Entry): boolean {
  const node = resolved(value);
  if (node?.kind === 'scalar' && isFilledInLater(node.text)) return true;
  return key === 'CertificateArn'
    ? node?.kind === 'scalar' && node.text.startsWith('arn:')
    : node?.kind === 'sequence' && node.items.length === textsOf(node).length;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
