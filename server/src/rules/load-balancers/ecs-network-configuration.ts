import { isConditional } from '../../changes/resources.ts';
import { find } from '../../network/lookup.ts';
import { targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { slipOf } from '../shared/names/slipOf.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

const KEY = 'NetworkConfiguration';

/** An ECS service whose tasks have their own network interfaces but no subnets, or the reverse. */
export default defineRule({
  id: 'ecs-network-configuration',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'NetworkConfiguration does not match the network mode of the tasks',
  why: 'Tasks in awsvpc mode, so all of Fargate, get a network interface in the subnets of NetworkConfiguration; ECS rejects a service without it ("Network Configuration must be provided when networkMode \'awsvpc\' is specified"). It rejects NetworkConfiguration for any other mode, whose tasks have the network of their instance.',
  howToFix: 'Add NetworkConfiguration with the subnets of the tasks, or remove it.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html',
  ],
  cfnLint: 'E3052',

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::ECS::Service'])) {
      const tasks = find(file.network.taskDefinitions, targetField(property('TaskDefinition')));
      const mode = tasks?.networkMode;
      const modeNode = entryAt(tasks?.properties, 'NetworkMode')?.value;
      if (mode?.kind !== 'known' || mayBeOfTaskSets(valueAtPath(property, 'DeploymentController.Type')))
        continue;
      const configuration = valueAtPath(property, KEY);
      const isOwn = mode.value === 'awsvpc';
      const lacking = isOwn ? LEVELS.find((path) => isEmpty(valueAtPath(property, path))) : undefined;
      if (isOwn ? lacking === undefined : configuration.kind !== 'fields') continue;
      yield {
        at: isOwn ? object.at : (entryAt(object.properties, KEY)?.key ?? object.at),
        resource: object.id,
        defaults: mode.defaults,
        message: isOwn
          ? `${object.id} has no ${lacking}, and its tasks run in awsvpc mode. ECS rejects it.`
          : `${object.id} has a NetworkConfiguration, and its tasks run in ${mode.value} mode. ECS rejects it.`,
        // Where a condition chooses the mode, the tasks need it in another case.
        fixes: isOwn || isConditional(modeNode) ? [] : removalFix(object.properties, KEY),
        related: [{ at: mode.at, message: `The mode is ${mode.value}` }],
        ...(isOwn ? slipOf(object.id, [KEY], file) : { cause: { rule: 'ecs-fargate-mode', at: mode.at } }),
      };
    }
  },
});

/** With an external controller each task set has its own NetworkConfiguration. */
function mayBeOfTaskSets(controller: Value): boolean {
  return controller.kind === 'unknown' || (controller.kind === 'known' && controller.text === 'EXTERNAL');
}

function isEmpty(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0);
}

/** Each holds the next. */
const LEVELS = [
  'NetworkConfiguration',
  'NetworkConfiguration.AwsvpcConfiguration',
  'NetworkConfiguration.AwsvpcConfiguration.Subnets',
];
