import { byOwner, perParts } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { LambdaFunction } from '../../../network/workload.ts';
import { functionsIn } from '../../clients.ts';

/** The functions in a VPC that use a role of the file, in the order of the text. */
export function functionsInVpc(role: string, network: Network): readonly LambdaFunction[] {
  return functionsByRole(network).get(role) ?? [];
}

const functionsByRole = perParts(['workloads'], (network): ReadonlyMap<string, readonly LambdaFunction[]> => {
  const functions = functionsIn(network).filter(
    ({ subnets }) => subnets.kind === 'known' && subnets.items.length > 0,
  );
  return byOwner(functions, ({ role }) => role).of;
});
