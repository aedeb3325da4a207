import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../network/workload.ts';
import { nearerCauseOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { failingAnswer, fromFailingSubnets, relatedOf, workload } from '../reaching.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** Instances of AWS Batch that cannot join their cluster. */
export default defineRule({
  id: 'batch-no-path',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instances of the compute environment cannot reach Amazon ECS',
  why: 'AWS Batch runs jobs on instances that join an ECS cluster, so each instance calls Amazon ECS over HTTPS. In a public subnet it needs a public address, which it has only where MapPublicIpOnLaunch is true; elsewhere it needs a NAT gateway or interface endpoints for ecs, ecs-agent and ecs-telemetry. Its security group must allow outbound HTTPS. Otherwise the instances run and jobs stay RUNNABLE.',
  howToFix: 'Set MapPublicIpOnLaunch of public subnets, add a NAT gateway, or add the interface endpoints.',
  whenToIgnore: 'If the route, the NAT gateway or the endpoints are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html',
    'https://docs.aws.amazon.com/batch/latest/userguide/vpc-interface-endpoints.html',
    'https://github.com/aws-samples/aws-batch-genomics/issues/3',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const written = new Map(
      resourcesOfTypes(file, ['AWS::Batch::ComputeEnvironment']).map((one) => [one.object.id, one.property]),
    );
    for (const environment of workloadsOf(network, 'compute-environment')) {
      const property = written.get(environment.id);
      if (!property) continue;
      const type = valueAtPath(property, 'ComputeResources.Type');
      // On Fargate each job states whether it has a public address; a launch template may have its own interfaces.
      if (type.kind !== 'known' || !/^(EC2|SPOT)$/.test(type.text)) continue;
      if (valueAtPath(property, 'ComputeResources.LaunchTemplate').kind !== 'absent') continue;
      if (property('EksConfiguration').kind !== 'absent') continue;
      const answer = failingAnswer(
        network,
        workload(environment.id),
        { kind: 'service', name: 'ecs' },
        { port: 443 },
      );
      if (!answer) continue;
      yield {
        at: environment.at,
        resource: environment.id,
        defaults: [...answer.defaults, ...type.defaults],
        message: `The instances of ${environment.id} cannot reach Amazon ECS${fromFailingSubnets(answer)}. They do not join the cluster, and jobs stay RUNNABLE.`,
        related: relatedOf(answer.blockedBy),
        ...nearerCauseOf(answer, network),
      };
    }
  },
});
