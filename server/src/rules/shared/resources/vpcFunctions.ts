import { byOwner } from '../../../network/lookup.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { LambdaFunction } from '../../../network/workload.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { functionsIn } from '../../reaching.ts';
import { resourcesOfTypes } from './typedResources.ts';

export interface RoleOfFunctions {
  readonly role: ResourceReader;
  readonly functions: readonly LambdaFunction[];
}

/** The roles of the file that functions in a VPC use, each with its functions. */
export function rolesInVpc(file: CheckedFile): readonly RoleOfFunctions[] {
  if (!file.template || file.template.hasMacros) return [];
  const functions = functionsIn(file.network).filter(
    ({ subnets }) => subnets.kind === 'known' && subnets.items.length > 0,
  );
  if (functions.length === 0) return [];
  const { of } = byOwner(functions, ({ role }) => role);
  return resourcesOfTypes(file, ['AWS::IAM::Role']).flatMap((role) => {
    const own = of.get(role.object.id);
    return own ? [{ role, functions: own }] : [];
  });
}
