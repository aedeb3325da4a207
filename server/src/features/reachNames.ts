import type { Analysis } from '../analysis.ts';
import type { ReachName, ReachNames } from '../protocol.ts';
import { portsOf } from '../reach/port.ts';
import { networksOf } from './networks.ts';
import { isSender } from './reachTargets.ts';

/** What can be asked about: senders first as sources, what answers first as destinations. */
export function reachNames(analysis: Analysis): ReachNames {
  const senders = new Map<string, ReachName>();
  const others = new Map<string, ReachName>();
  const answering = new Map<string, ReachName>();
  for (const { network } of networksOf(analysis)) {
    for (const workload of network.workloads.values()) {
      const { id, kind } = workload;
      const port = portsOf(id, network).find((one) => one.kind === 'known');
      const what = port?.kind === 'known' ? `${words(kind)}, tcp ${port.value}` : words(kind);
      if (isSender(workload)) senders.set(id, { name: id, what });
      else others.set(id, { name: id, what });
      if (kind !== 'function') answering.set(id, { name: id, what });
    }
    for (const { id, type } of network.endpoints.values()) {
      const isInterface = type.kind === 'known' && type.value === 'Interface';
      if (isInterface) answering.set(id, { name: id, what: 'interface endpoint, tcp 443' });
    }
  }
  const internet: ReachName = { name: 'internet', what: 'every public address' };
  return {
    sources: [...senders.values(), internet, ...others.values()],
    destinations: [
      ...[...answering.values()].filter(({ name }) => !senders.has(name)),
      internet,
      ...SERVICES,
      ...[...answering.values()].filter(({ name }) => senders.has(name)),
    ],
  };
}

function words(kind: string): string {
  return kind.replaceAll('-', ' ');
}

/** Those that people ask for most; any other can be typed. */
const SERVICES: readonly ReachName[] = [
  's3',
  'dynamodb',
  'sqs',
  'sns',
  'secretsmanager',
  'ssm',
  'lambda',
  'sts',
].map((name) => ({ name, what: 'service of AWS' }));
