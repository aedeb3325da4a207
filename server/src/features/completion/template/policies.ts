import type { Schema } from '../../../aws/schema/schema.ts';
import { table } from '../../../table.ts';

/**
 * The structure of an endpoint policy, which the schemas do not describe.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
const OF_ENDPOINT = policy({
  Effect: { enum: ['Allow', 'Deny'] },
  Principal: { enum: ['*'] },
  Action: { enum: ['*'] },
  Resource: { enum: ['*'] },
});

/** A role's permissions: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
const OF_ROLE = policy({ Effect: { enum: ['Allow', 'Deny'] }, Action: {}, Resource: {} });

/**
 * The trusted entities of a role: a function
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html), a task
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html), an instance
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html), a flow log
 * (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html).
 */
const OF_TRUST = policy({
  Effect: { enum: ['Allow'] },
  Principal: {
    type: 'object',
    properties: {
      Service: {
        enum: ['lambda', 'ecs-tasks', 'ec2', 'vpc-flow-logs'].map((name) => `${name}.amazonaws.com`),
      },
    },
    required: ['Service'],
  },
  Action: { enum: ['sts:AssumeRole'] },
});

function policy(ofStatement: Readonly<Record<string, Schema>>): Schema {
  return {
    type: 'object',
    properties: {
      Version: { enum: ['2012-10-17'] },
      Statement: {
        type: 'array',
        items: {
          type: 'object',
          properties: { ...ofStatement, Condition: { type: 'object' } },
          required: Object.keys(ofStatement),
        },
      },
    },
    required: ['Version', 'Statement'],
  };
}

const POLICIES: Readonly<Record<string, Schema>> = table({
  'AWS::EC2::VPCEndpoint PolicyDocument': OF_ENDPOINT,
  'AWS::IAM::Role AssumeRolePolicyDocument': OF_TRUST,
  'AWS::IAM::Role PolicyDocument': OF_ROLE,
});

/** The schema of a policy property, for types whose policies are about networks. */
export function policyAt(type: string, name: string): Schema | undefined {
  return POLICIES[`${type} ${name}`];
}
