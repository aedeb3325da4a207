import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { BUILD_ACTIONS, rolesOfBuildsInVpc } from '../shared/resources/vpcBuilds.ts';
import { actionsLacking, rolePolicies } from '../shared/rolePolicies.ts';

/** The role of a build project in a VPC, none of whose policies allows the network interface of its builds. */
export default defineRule({
  id: 'build-role-no-network',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The role does not allow the network interfaces of a build project in a VPC',
  why: 'CodeBuild creates the network interface of each build with the service role of the project, and looks up its VPC, subnets and security groups with the same role. Without these permissions CodeBuild rejects the project with "Not authorized to perform DescribeSecurityGroups", or its builds end with VPC_CLIENT_ERROR.',
  howToFix:
    'Allow ec2:CreateNetworkInterface, ec2:DeleteNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, ec2:DescribeSecurityGroups, ec2:DescribeDhcpOptions, ec2:DescribeVpcs and ec2:CreateNetworkInterfacePermission in the role.',
  whenToIgnore: 'If a policy outside this template is attached to the role.',
  sources: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/troubleshooting.html',
    'https://github.com/aws/aws-cdk/issues/12705',
  ],

  *check(file) {
    const policiesOf = rolePolicies(file, BUILD_ACTIONS);
    for (const { role, projects } of rolesOfBuildsInVpc(file)) {
      const { id, at } = role.object;
      const policies = policiesOf(role);
      // Without any policy builds could not even write their log, so this role gets its policies elsewhere.
      if (!policies || policies.length === 0 || file.network.exportedIds.has(id)) continue;
      const missing = actionsLacking(policies, BUILD_ACTIONS);
      if (missing.length === 0) continue;
      const names = projects.map((project) => project.id);
      yield {
        at,
        resource: id,
        message: `${id} does not allow ${listed(missing, 2)}, and ${listed(names, 3)} ${names.length === 1 ? 'runs' : 'run'} in a VPC. CodeBuild cannot create the network interface.`,
        related: projects.map((project) => ({ at: project.at, message: `${project.id} runs in a VPC` })),
      };
    }
  },
});
