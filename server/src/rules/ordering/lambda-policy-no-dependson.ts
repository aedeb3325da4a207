import { defineRule } from '../defineRule.ts';
import { doNotDepend, unordered } from '../shared/dependsOn.ts';
import { latePolicy } from '../shared/latePolicy.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { functionsInVpc } from '../shared/resources/vpcFunctions.ts';
import { INTERFACE_ACTIONS, rolePolicies } from '../shared/rolePolicies.ts';

/** A function in a VPC that may be made before the policy that allows its network interfaces. */
export default defineRule({
  id: 'lambda-policy-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function does not depend on the policy that allows its network interfaces',
  why: 'A policy that is a resource of its own refers to the role, and so does the function: CloudFormation creates both at the same time once the role is there. Lambda asks the role for its network interfaces as soon as it makes the function, and answers that "the provided execution role does not have permissions to call CreateNetworkInterface on EC2". When the stack is deleted, the policy may be gone before Lambda has deleted the interfaces. AWS asks for DependsOn here.',
  whenToIgnore: 'If the policy exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'LAM-06',
  ],

  check: eachResource(['AWS::IAM::Role'], function* (role, file) {
    const functions = functionsInVpc(role.object.id, file.network);
    const policies = functions.length > 0 ? rolePolicies(file)(role) : undefined;
    const late = policies && latePolicy(policies, INTERFACE_ACTIONS, functions, file);
    if (!late) return;
    const { policy, action, users } = late;
    yield unordered(
      users,
      policy,
      {
        message: `${doNotDepend(users)} on ${policy.id}, which allows ${action}. Lambda rejects a function in a VPC whose role does not allow it yet.`,
        related: `${policy.id} allows the network interfaces`,
      },
      file,
    );
  }),
});
