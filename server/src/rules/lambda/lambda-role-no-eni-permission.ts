import { isConditional } from '../../changes/resources.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { entryAt, resolved } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { functionsInVpc } from '../shared/resources/vpcFunctions.ts';
import { actionsLacking, INTERFACE_ACTIONS, rolePolicies } from '../shared/rolePolicies.ts';

/** The role of a function in a VPC, none of whose policies allows the function's network interfaces. */
export default defineRule({
  id: 'lambda-role-no-eni-permission',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The role does not allow the network interfaces of a function in a VPC',
  why: 'Lambda makes the network interfaces of a function in a VPC with the function\'s own role. Without ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface it answers that "the provided execution role does not have permissions to call CreateNetworkInterface on EC2", and the stack fails. AWSLambdaVPCAccessExecutionRole allows them. SAM adds it to the roles that it makes itself.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html', 'LAM-06', 'G7'],

  check: eachResource(['AWS::IAM::Role'], function* (role, file) {
    const functions = functionsInVpc(role.object.id, file.network);
    if (functions.length === 0) return;
    const policies = rolePolicies(file)(role);
    if (!policies || file.network.exportedIds.has(role.object.id)) return;
    const missing = actionsLacking(policies, INTERFACE_ACTIONS);
    if (missing.length === 0) return;
    const names = functions.map(({ id }) => id);
    yield {
      at: role.object.at,
      resource: role.object.id,
      message: `${role.object.id} does not allow ${listed(missing)}, and ${listed(names, 3)} ${names.length === 1 ? 'runs' : 'run'} in a VPC. Lambda rejects the function.`,
      related: functions.map(({ id, vpcConfig, at }) => ({
        at: vpcConfig?.at ?? at,
        message: `${id} runs in a VPC`,
      })),
      fixes: fixesOf(role),
    };
  }),
});

function fixesOf({ object: { properties } }: ResourceReader): readonly Fix[] {
  if (!properties) return [];
  const entry = entryAt(properties, 'ManagedPolicyArns');
  const list = resolved(entry?.value);
  const title = 'Add AWSLambdaVPCAccessExecutionRole';
  if (!entry)
    return [
      {
        title,
        preferred: true,
        edits: [{ op: 'insert-entry', into: properties, key: 'ManagedPolicyArns', value: [ARN] }],
      },
    ];
  if (list?.kind !== 'sequence' || list.tag !== undefined || isConditional(list)) return [];
  return [{ title, preferred: true, edits: [{ op: 'insert-item', into: list, value: ARN }] }];
}

const ARN = {
  'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
};
