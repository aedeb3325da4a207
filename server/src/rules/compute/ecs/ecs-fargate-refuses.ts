import { booleanField, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { hasText, type Known, NO_VALUE, type Value } from '../../../template/evaluation/value.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo, literalInPlace, removalFix } from '../../shared/fixes/settingFix.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** A setting of a service or of a container that Fargate does not have. */
export default defineRule({
  id: 'ecs-fargate-refuses',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Fargate does not support the setting',
  why: 'On Fargate there are no instances to choose: a service has no placement strategies or constraints and is no DAEMON, and a container is not privileged and writes its log with awslogs, splunk or awsfirelens. A service has a launch type or a strategy of capacity providers, not both. ECS rejects anything else, and the stack fails.',
  howToFix: 'Remove the setting, or run the tasks on instances.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/1547',
    'https://github.com/aws-cloudformation/cfn-lint/pull/4444',
  ],

  *check(file) {
    for (const reader of existingResources(file, ['AWS::ECS::Service'])) yield* ofService(reader);
    for (const reader of existingResources(file, ['AWS::ECS::TaskDefinition'])) yield* ofTask(reader);
  },
});

function* ofService({ object, property }: ResourceReader): Generator<Report> {
  const launch = property('LaunchType');
  if (launch.kind !== 'known') return;
  const strategy = property('CapacityProviderStrategy');
  if (strategy.kind === 'list' && strategy.items.length > 0)
    yield {
      at: launch.at,
      resource: object.id,
      defaults: launch.defaults,
      message: `${object.id} has LaunchType ${launch.text} and a CapacityProviderStrategy. ECS accepts one of them, and rejects ${object.id}.`,
      related: [{ at: strategy.at, message: 'The strategy is here' }],
      fixes: removalFix(object.properties, 'LaunchType'),
    };
  if (launch.text !== 'FARGATE') return;
  for (const name of ['PlacementConstraints', 'PlacementStrategies']) {
    const list = property(name);
    if (list.kind !== 'list' || list.items.length === 0) continue;
    yield {
      at: list.at,
      resource: object.id,
      defaults: launch.defaults,
      message: `${object.id} is on Fargate and has ${name}. ECS rejects it.`,
      related: [{ at: launch.at, message: 'Fargate is asked for here' }],
      fixes: removalFix(object.properties, name),
    };
  }
  const scheduling = property('SchedulingStrategy');
  if (hasText(scheduling, 'DAEMON'))
    yield {
      at: scheduling.at,
      resource: object.id,
      defaults: [...launch.defaults, ...scheduling.defaults],
      message: `${object.id} is on Fargate, where ECS runs no daemons, and has SchedulingStrategy DAEMON. ECS rejects it.`,
      related: [{ at: launch.at, message: 'Fargate is asked for here' }],
      fixes: changeTo(literalInPlace(scheduling), 'REPLICA', false),
    };
}

const DRIVERS = ['awslogs', 'splunk', 'awsfirelens'];

/** The settings that Fargate rejects in a task definition that requires Fargate itself. */
function* ofTask({ object, property }: ResourceReader): Generator<Report> {
  const needed = itemsOf(property('RequiresCompatibilities'));
  const fargate = needed.find((one) => hasText(one, 'FARGATE'));
  if (fargate?.kind !== 'known') return;
  for (const container of itemsOf(property('ContainerDefinitions'))) {
    if (container.kind !== 'fields') continue;
    const read = (path: string): Value => valueAtPath((name) => container.fields.get(name) ?? NO_VALUE, path);
    const name = read('Name');
    const who = name.kind === 'known' ? `Container ${name.text}` : 'A container';
    const report = (at: Pick<Known, 'at' | 'defaults'>, fact: string): Report => ({
      at: at.at,
      resource: object.id,
      defaults: [...fargate.defaults, ...at.defaults],
      message: `${who} of ${object.id} ${fact}. ECS rejects ${object.id}.`,
      related: [{ at: fargate.at, message: 'Fargate is asked for here' }],
    });
    const driver = read('LogConfiguration.LogDriver');
    if (driver.kind === 'known' && !DRIVERS.includes(driver.text))
      yield report(
        driver,
        `writes its log with ${driver.text}, and Fargate has ${DRIVERS.join(', ').replace(/, (\w+)$/, ' and $1')}`,
      );
    const privileged = booleanField(read('Privileged'));
    if (privileged.kind === 'known' && privileged.value)
      yield report(privileged, 'is privileged, which Fargate does not allow');
  }
}
