import { usersOf } from '../network/analysis/uses.ts';
import { PARTS_OF_PLACEMENT, placements } from '../network/analysis/workloads/placement.ts';
import { hasItems, hasNoItems } from '../network/field.ts';
import { keyOfField, perParts } from '../network/lookup.ts';
import type { Network } from '../network/model.ts';
import { type LambdaFunction, type Workload, workloadsOf } from '../network/workload.ts';

/** The functions of a network, except those that Lambda rejects, which other rules report. */
export const functionsIn = perParts(['workloads'], (network): readonly LambdaFunction[] =>
  workloadsOf(network, 'function').filter(
    ({ subnets, securityGroups }) => !(hasItems(subnets) && hasNoItems(securityGroups)),
  ),
);

/** Workloads that open connections and run in subnets of the file, if all subnets are known. */
export function clientsIn(network: Network, vpc?: string): readonly Workload[] {
  const clients = allClients(network);
  if (vpc === undefined) return clients;
  return clients.filter(({ id }) =>
    placements(network)
      .get(id)!
      .subnets.some((subnet) => keyOfField(subnet.vpc) === vpc),
  );
}

const allClients = perParts(PARTS_OF_PLACEMENT, (network): readonly Workload[] => {
  const functions = new Set<Workload>(functionsIn(network));
  return [...network.workloads.values()].filter((one) => {
    if (!CLIENTS.has(one.kind) || (one.kind === 'function' && !functions.has(one))) return false;
    const { subnets, otherSubnets } = placements(network).get(one.id)!;
    return subnets.length > 0 && otherSubnets === undefined;
  });
});

const CLIENTS: ReadonlySet<Workload['kind']> = new Set([
  'function',
  'instance',
  'auto-scaling-group',
  'container-service',
]);

/** True if a workload is configured to use an AWS service. */
export function uses(workload: Workload, service: string, network: Network): boolean {
  return usersOf({ kind: 'service', name: service }, network).has(workload.id);
}
