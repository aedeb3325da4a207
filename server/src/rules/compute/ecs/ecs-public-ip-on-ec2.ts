import { isConditional } from '../../../changes/resources.ts';
import { fieldWithin, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { hasText, type Value } from '../../../template/evaluation/value.ts';
import { defineRule } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A public address for tasks that run on instances. */
export default defineRule({
  id: 'ecs-public-ip-on-ec2',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AssignPublicIp is ENABLED for tasks that do not run on Fargate',
  why: 'Only tasks on Fargate can have a public address. For the launch types EC2 and EXTERNAL, ECS answers "Assign public IP is not supported for this launch type", and the stack fails; EventBridge accepts ENABLED with FARGATE only.',
  howToFix:
    'Set AssignPublicIp to DISABLED, and run tasks that need the internet in subnets with a NAT gateway.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_AwsVpcConfiguration.html',
    'https://github.com/nathanpeck/socket.io-chat-fargate/issues/3',
  ],

  check: eachResource(['AWS::ECS::Service', 'AWS::Events::Rule'], function* ({ resource, object, property }) {
    const isRule = resource.type === 'AWS::Events::Rule';
    const holders = isRule
      ? itemsOf(valueAtPath(property, 'Targets.*.EcsParameters')).map(within)
      : [property];
    for (const own of holders) {
      const launch = own('LaunchType');
      const address = valueAtPath(
        own,
        `NetworkConfiguration.${isRule ? 'AwsVpcConfiguration' : 'AwsvpcConfiguration'}.AssignPublicIp`,
      );
      if (launch.kind !== 'known' || !['EC2', 'EXTERNAL'].includes(launch.text)) continue;
      if (!hasText(address, 'ENABLED')) continue;
      yield {
        at: address.at,
        resource: object.id,
        defaults: [...launch.defaults, ...address.defaults],
        message: `${object.id} requests public addresses for tasks with launch type ${launch.text}. AWS rejects it.`,
        fixes:
          address.origin?.start === address.at.start && !isConditional(address.origin)
            ? [
                {
                  title: 'Change AssignPublicIp to DISABLED',
                  preferred: false,
                  edits: [{ op: 'replace', node: address.origin, value: 'DISABLED' }],
                },
              ]
            : [],
        related: [{ at: launch.at, message: `The launch type is ${launch.text}` }],
      };
    }
  }),
});

function within(value: Value): (name: string) => Value {
  return (name) => fieldWithin(value, name);
}
