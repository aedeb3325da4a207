import { PUBLIC_PORT_OF_MSK } from '../../aws/brokerPorts.ts';
import type { Field } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { type UnknownReason, unknownBecause } from '../../network/unknownReason.ts';
import type { Party } from '../question.ts';
import { mountTargetsOf } from './party.ts';

/** The port of a destination if the question has none: the one that it listens on, or 443. */
export function defaultPort(
  to: Party,
  network: Network,
  from?: Party,
): { readonly value: number; readonly defaults: readonly string[] } | UnknownReason {
  const ids =
    to.kind === 'workload'
      ? [to.id]
      : to.kind === 'file-system'
        ? mountTargetsOf(to.id, network).map(({ id }) => id)
        : [];
  const ports = ids.flatMap((id) => portsOf(id, network));
  const knownPort = ports.find((port) => port.kind === 'known');
  if (knownPort?.kind === 'known') {
    const type = to.kind === 'workload' ? network.workloads.get(to.id)?.type : undefined;
    const outer = from?.kind === 'internet' && type === 'AWS::MSK::Cluster';
    const value = (outer && PUBLIC_PORT_OF_MSK.get(knownPort.value)) || knownPort.value;
    return { value, defaults: knownPort.defaults };
  }
  const unknown = ports.find((port) => port.kind === 'unknown');
  if (unknown?.kind === 'unknown' && to.kind === 'workload')
    return unknownBecause(`the port of ${to.id} is unknown`, unknown);
  const named = to.kind === 'public-endpoint' ? network.publicEndpoints.get(to.id)?.port : undefined;
  return { value: named ?? 443, defaults: [] };
}

/** What to say of a port that nobody wrote and few expect. */
export function unexpectedPort(to: Party, network: Network): readonly string[] {
  const workload = to.kind === 'workload' ? network.workloads.get(to.id) : undefined;
  const cluster = workload && 'cluster' in workload ? find(network.workloads, workload.cluster) : undefined;
  const owner = cluster ?? workload;
  return owner?.listeningPorts.some(({ isOfCloudFormation }) => isOfCloudFormation)
    ? [`CloudFormation gives ${owner.id} port 3306, since it has no Port and is not serverless`]
    : [];
}

/** Every known port that a workload listens on; for a load balancer those of its listeners. */
export function portsOf(
  id: string,
  network: Network,
  seen: ReadonlySet<string> = new Set(),
): readonly Field<number>[] {
  const workload = network.workloads.get(id);
  if (workload?.kind === 'load-balancer') {
    const listeners = [...network.listeners.values()].filter((one) => keyOfField(one.loadBalancer) === id);
    return [...workload.listeningPorts, ...listeners]
      .map(({ port }) => port)
      .filter(({ kind }) => kind !== 'absent');
  }
  const own = (workload?.listeningPorts ?? [])
    .map(({ port }) => port)
    .filter(({ kind }) => kind !== 'absent');
  const cluster = workload && 'cluster' in workload ? keyOfField(workload.cluster) : undefined;
  // An instance of a cluster listens on the cluster's port. A template can name an instance as its own cluster.
  return cluster !== undefined && network.workloads.has(cluster) && !seen.has(id)
    ? portsOf(cluster, network, new Set([...seen, id]))
    : own;
}
