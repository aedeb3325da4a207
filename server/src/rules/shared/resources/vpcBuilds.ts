import type { NetworkObject } from '../../../network/field.ts';
import { valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourcesOfTypes } from './typedResources.ts';

export interface RoleOfBuilds {
  readonly role: ResourceReader;
  readonly projects: readonly NetworkObject[];
}

/** The roles of the file that CodeBuild projects in a VPC use, each with its projects. */
export function rolesOfBuildsInVpc(file: CheckedFile): readonly RoleOfBuilds[] {
  if (!file.template || file.template.hasMacros) return [];
  const projects = resourcesOfTypes(file, ['AWS::CodeBuild::Project']).filter(
    ({ property }) => valueAtPath(property, 'VpcConfig.Subnets').kind === 'list',
  );
  if (projects.length === 0) return [];
  return resourcesOfTypes(file, ['AWS::IAM::Role']).flatMap((role) => {
    const own = projects.filter(({ property }) => {
      const used = property('ServiceRole');
      return used.kind === 'reference' && used.resource === role.object.id;
    });
    return own.length > 0 ? [{ role, projects: own.map(({ object }) => object) }] : [];
  });
}

/**
 * The permissions that CodeBuild needs for a project in a VPC, when it creates the project and for each build:
 * https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html
 */
export const BUILD_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeVpcs',
];
