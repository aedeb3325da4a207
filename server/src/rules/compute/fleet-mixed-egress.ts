import { workloadsOf } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { mixedEgress } from '../shared/traffic/mixedEgress.ts';

/** Instances or tasks that reach the internet from some of their subnets and not from others. */
export default defineRule({
  id: 'fleet-mixed-egress',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The group or service reaches the internet from only some of its subnets',
  why: 'An Auto Scaling group and an ECS service start instances and tasks in each of their subnets. If one subnet has a way to the internet and another does not, those in one zone work, and those in the other cannot download what they need. In a public subnet an instance or task needs a public address as well.',
  whenToIgnore: 'If the instances or tasks never call the internet.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],

  *check(file) {
    const { network } = file;
    const fleets = [
      ...workloadsOf(network, 'auto-scaling-group'),
      ...workloadsOf(network, 'container-service'),
    ];
    yield* mixedEgress(
      fleets,
      file,
      ([one]) => `What AWS starts in ${one ?? 'those subnets'} has no internet.`,
    );
  },
});
