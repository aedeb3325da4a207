import { type DatabaseHost, databaseHosts } from '../../inventory/hosts.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { memoized } from '../../memo.ts';
import type { Span } from '../../syntax/span.ts';
import { type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { hostsIn } from '../../zappa/hosts.ts';
import { isFilledInLater } from '../../zappa/ids.ts';
import { isTrue } from '../../zappa/python.ts';
import { type Stage, settingOf, type ZappaSettings } from '../../zappa/settings.ts';
import { ABSENT, type Field, type Target, type TargetList } from '../field.ts';
import { databaseId } from '../inventory/databases.ts';
import type { Network } from '../model.ts';
import { emptyDraft } from '../template/readResource.ts';
import type { LambdaFunction, PolicyReference } from '../workload.ts';

/**
 * Each stage of a settings file as the function that Zappa creates for it; its network is not in the file. With an
 * inventory, functions are related to the databases whose hosts their environment variables name.
 */
export function networkOfZappa(settings: ZappaSettings, inventory?: Inventory): Network {
  return inventory ? withInventory(settings)(inventory) : withoutInventory(settings);
}

const withoutInventory = memoized((settings: ZappaSettings) => networkOfStages(settings, NO_HOSTS));

const withInventory = memoized((settings: ZappaSettings) =>
  memoized((inventory: Inventory) => networkOfStages(settings, databaseHosts(inventory))),
);

function networkOfStages({ stages }: ZappaSettings, hosts: ReadonlyMap<string, DatabaseHost>): Network {
  return {
    ...EMPTY_NETWORK,
    workloads: new Map(stages.map((stage) => [stage.name, functionOfStage(stage, hosts)])),
  };
}

const NO_HOSTS: ReadonlyMap<string, DatabaseHost> = new Map();

export const EMPTY_NETWORK: Network = emptyDraft();

function functionOfStage(stage: Stage, hosts: ReadonlyMap<string, DatabaseHost>): LambdaFunction {
  const setting = settingOf(stage, 'vpc_config');
  const node = resolved(setting?.entry.value);
  const config = setting && node?.kind === 'mapping' ? { at: setting.entry.key, node } : undefined;
  // For example `$VPC_CONFIG`: whether the function will be in a VPC is not known yet.
  const isLater = setting !== undefined && !config && isTrue(node) !== false;
  const later = isLater
    ? ({
        kind: 'unknown',
        why: `the vpc_config of ${stage.name} is not a mapping`,
        at: setting.entry.key,
      } as const)
    : undefined;
  return {
    id: stage.name,
    at: stage.key,
    properties: stage.node,
    kind: 'function',
    type: 'zappa',
    hasDestination: false,
    stage: stage.name,
    vpcConfig: config,
    subnets: later ?? idsOf(valueAt(config?.node, 'SubnetIds')),
    securityGroups: later ?? idsOf(valueAt(config?.node, 'SecurityGroupIds')),
    listeningPorts: [],
    publicIp: ABSENT,
    mentions: hostsIn(stage, hosts).map(({ host, at }) => mentionOf(hosts.get(host)!, at)),
    ipv6: ABSENT,
    role: ABSENT,
    accessPoints: ABSENT,
  };
}

function mentionOf({ kind, name, key }: DatabaseHost, at: Span): PolicyReference {
  const type = kind === 'db' ? 'AWS::RDS::DBInstance' : 'AWS::RDS::DBCluster';
  return { id: databaseId(kind, name, key), type, at };
}

function idsOf(node: Node | undefined): TargetList {
  if (!node) return ABSENT;
  if (node.kind === 'sequence') return { kind: 'known', items: node.items.map(idOf), at: node };
  return { kind: 'unknown', why: 'it is not a list', at: node };
}

function idOf(item: Node): Field<Target> {
  const node = resolved(item);
  if (node?.kind !== 'scalar') return { kind: 'unknown', why: 'it is not a string', at: item };
  if (isFilledInLater(node.text))
    return { kind: 'unknown', why: 'it is filled in before Zappa reads it', at: item };
  return { kind: 'known', value: { kind: 'id', id: node.text }, at: item, origin: node, defaults: [] };
}
