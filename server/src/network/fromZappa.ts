import { type Node, resolved, valueAt } from '../syntax/tree.ts';
import { isFilledInLater } from '../zappa/ids.ts';
import { type Stage, settingOf, type ZappaSettings } from '../zappa/settings.ts';
import { emptyDraft } from './fromResource.ts';
import { ABSENT, type Field, type Network, type Target, type TargetList } from './model.ts';
import type { LambdaFunction } from './workload.ts';

/** Each stage of a settings file as the function that Zappa makes of it; its network lies outside of the file. */
export function networkOfZappa(settings: ZappaSettings): Network {
  const workloads = new Map(settings.stages.map((stage) => [stage.name, functionOfStage(stage)]));
  return { ...EMPTY_NETWORK, workloads };
}

export const EMPTY_NETWORK: Network = emptyDraft();

function functionOfStage(stage: Stage): LambdaFunction {
  const setting = settingOf(stage, 'vpc_config');
  const node = resolved(setting?.entry.value);
  const config = setting && node?.kind === 'mapping' ? { at: setting.entry.key, node } : undefined;
  return {
    id: stage.name,
    at: stage.key,
    properties: stage.node,
    kind: 'function',
    type: 'zappa',
    stage: stage.name,
    vpcConfig: config,
    subnets: idsOf(valueAt(config?.node, 'SubnetIds')),
    securityGroups: idsOf(valueAt(config?.node, 'SecurityGroupIds')),
    listens: [],
    publicIp: ABSENT,
    mentions: [],
    ipv6: ABSENT,
    role: ABSENT,
    accessPoints: ABSENT,
  };
}

function idsOf(node: Node | undefined): TargetList {
  if (!node) return ABSENT;
  if (node.kind === 'sequence') return { kind: 'known', items: node.items.map(idOf), at: node };
  return { kind: 'unknown', why: 'it is no list', at: node };
}

function idOf(item: Node): Field<Target> {
  const node = resolved(item);
  if (node?.kind !== 'scalar') return { kind: 'unknown', why: 'it is no text', at: item };
  if (isFilledInLater(node.text))
    return { kind: 'unknown', why: 'it is filled in before Zappa reads it', at: item };
  return { kind: 'known', value: { kind: 'id', id: node.text }, at: item, origin: node, defaults: [] };
}
