import { isConditional } from '../../../changes/resources.ts';
import type { NetworkObject } from '../../../network/field.ts';
import { find } from '../../../network/lookup.ts';
import { targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { Property } from '../../../network/template/readResource.ts';
import type { Span } from '../../../syntax/span.ts';
import { entryAt } from '../../../syntax/tree.ts';
import { hasText, type Value } from '../../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../../defineRule.ts';
import { removalFix } from '../../shared/fixes/settingFix.ts';
import { nestedSlip, slipOf } from '../../shared/names/slipOf.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

const KEY = 'NetworkConfiguration';

/** An ECS service whose tasks have their own network interfaces but no subnets, or the reverse. */
export default defineRule({
  id: 'ecs-network-configuration',
  area: 'compute',
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
      if (tasks?.networkMode.kind !== 'known') continue;
      if (mayBeOfTaskSets(valueAtPath(property, 'DeploymentController.Type'))) continue;
      const { value: mode, at, defaults } = tasks.networkMode;
      const found =
        mode === 'awsvpc'
          ? lackOf(object, property, file)
          : excessOf(
              object,
              property,
              mode,
              at,
              isConditional(entryAt(tasks.properties, 'NetworkMode')?.value),
            );
      if (found)
        yield {
          ...found,
          resource: object.id,
          defaults,
          related: [{ at, message: `The mode is ${mode}` }],
        };
    }
  },
});

function lackOf(object: NetworkObject, property: Property, file: CheckedFile): Report | undefined {
  const lacking = LEVELS.find((path) => isEmpty(valueAtPath(property, path)));
  if (lacking === undefined) return undefined;
  return {
    at: object.at,
    message: `${object.id} has no ${lacking}, and its tasks run in awsvpc mode. ECS rejects it.`,
    ...(nestedSlip(object.properties, lacking) ?? slipOf(object.id, [KEY], file)),
  };
}

function excessOf(
  object: NetworkObject,
  property: Property,
  mode: string,
  modeAt: Span,
  isModeConditional: boolean,
): Report | undefined {
  if (valueAtPath(property, KEY).kind !== 'fields') return undefined;
  return {
    at: entryAt(object.properties, KEY)?.key ?? object.at,
    message: `${object.id} has a NetworkConfiguration, and its tasks run in ${mode} mode. ECS rejects it.`,
    // If a condition chooses the mode, the tasks need NetworkConfiguration in the other case.
    fixes: isModeConditional ? [] : removalFix(object.properties, KEY),
    cause: { rule: 'ecs-fargate-mode', at: modeAt },
  };
}

/** With an external controller each task set has its own NetworkConfiguration. */
function mayBeOfTaskSets(controller: Value): boolean {
  return controller.kind === 'unknown' || hasText(controller, 'EXTERNAL');
}

function isEmpty(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0);
}

/** The mappings of NetworkConfiguration, each within the one before it. */
const LEVELS = [
  'NetworkConfiguration',
  'NetworkConfiguration.AwsvpcConfiguration',
  'NetworkConfiguration.AwsvpcConfiguration.Subnets',
];
