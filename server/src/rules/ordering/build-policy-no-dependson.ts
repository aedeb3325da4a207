import { defineRule } from '../defineRule.ts';
import { doNotDepend, unordered } from '../shared/dependsOn.ts';
import { latePolicy } from '../shared/latePolicy.ts';
import { BUILD_ACTIONS, rolesOfBuildsInVpc } from '../shared/resources/vpcBuilds.ts';
import { rolePolicies } from '../shared/rolePolicies.ts';

/** A build project in a VPC that may be made before the policy that allows its network interface. */
export default defineRule({
  id: 'build-policy-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The build project does not depend on the policy that allows its network interfaces',
  why: 'A policy that is a resource of its own refers to the role, and so does the project: CloudFormation creates both at the same time once the role is there. CodeBuild looks up the security groups with the role as soon as it makes the project, and answers "Not authorized to perform DescribeSecurityGroups" where the policy is not there yet. AWS asks for DependsOn here.',
  whenToIgnore: 'If the policy exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html',
    'https://github.com/aws/aws-cdk/issues/2652',
  ],

  *check(file) {
    const policiesOf = rolePolicies(file, BUILD_ACTIONS);
    for (const { role, projects } of rolesOfBuildsInVpc(file)) {
      const policies = policiesOf(role);
      const late = policies && latePolicy(policies, BUILD_ACTIONS, projects, file);
      if (!late) continue;
      const { policy, action, users } = late;
      yield unordered(
        users,
        policy,
        {
          message: `${doNotDepend(users)} on ${policy.id}, which allows ${action}. CodeBuild rejects a project in a VPC whose role does not allow it yet.`,
          related: `${policy.id} allows the network interface`,
        },
        file,
      );
    }
  },
});
