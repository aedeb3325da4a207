import { usesOf } from '../../network/analysis/uses.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';

/**
 * The destinations that matter to a workload: those in its environment, the internet, and services with an endpoint in
 * its VPC.
 */
export function reachTargetsOf(workload: Workload, network: Network): readonly string[] {
  const used = usesOf(workload, network).map(({ to }) => (to.kind === 'workload' ? to.id : to.name));
  const vpcs = new Set(
    placements(network)
      .get(workload.id)
      ?.subnets.map(({ vpc }) => keyOfField(vpc)),
  );
  const endpoints = [...network.endpoints.values()]
    .filter((endpoint) => isGateway(endpoint) && vpcs.has(keyOfField(endpoint.vpc)))
    .flatMap(({ service }) => (service.kind === 'known' && service.value.isAws ? [service.value.name] : []));
  return [...new Set([...used, 'internet', ...endpoints])];
}
