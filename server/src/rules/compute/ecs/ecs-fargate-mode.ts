import { find } from '../../../network/lookup.ts';
import { itemsOf, targetField } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { Span } from '../../../syntax/span.ts';
import { defaultsOfValue, hasText } from '../../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../../defineRule.ts';
import { changeTo, literalInPlace } from '../../shared/fixes/settingFix.ts';
import { resourcesOfTypes } from '../../shared/resources/typedResources.ts';

/** A task definition for Fargate whose tasks would share the network of an instance. */
export default defineRule({
  id: 'ecs-fargate-mode',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A task on Fargate is not in awsvpc mode',
  why: 'On Fargate there is no instance whose network a task could use, so each task has a network interface of its own: NetworkMode must be awsvpc. Without NetworkMode it is bridge. ECS rejects the task definition, or the service that runs it.',
  howToFix: 'Set NetworkMode to awsvpc.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const task of resourcesOfTypes(file, ['AWS::ECS::TaskDefinition'])) {
      const { object, property } = task;
      const mode = property('NetworkMode');
      if (mode.kind === 'known' ? mode.text === 'awsvpc' : mode.kind !== 'absent') continue;
      const onFargate = fargateOf(task, file);
      // property-missing-for-kind reports the absence if the definition itself requires Fargate.
      if (!onFargate || (mode.kind === 'absent' && onFargate.isOwn)) continue;
      yield {
        at: mode.kind === 'known' ? mode.at : object.at,
        resource: object.id,
        defaults: [...defaultsOfValue(mode), ...onFargate.defaults],
        message: `${object.id} runs on Fargate ${mode.kind === 'known' ? `with NetworkMode ${mode.text}` : 'and has no NetworkMode'}. ECS accepts only awsvpc there.`,
        related: [{ at: onFargate.at, message: 'Fargate is asked for here' }],
        fixes: mode.kind === 'known' ? changeTo(literalInPlace(mode), 'awsvpc', true) : [],
      };
    }
  },
});

interface OnFargate {
  readonly at: Span;
  readonly defaults: readonly string[];
  readonly isOwn: boolean;
}

/** The definition's own launch types, or those of a service that runs it. */
function fargateOf({ object, property }: ResourceReader, file: CheckedFile): OnFargate | undefined {
  const needed = itemsOf(property('RequiresCompatibilities'));
  const own = needed.find((one) => hasText(one, 'FARGATE'));
  if (own?.kind === 'known') return { ...own, isOwn: true };
  for (const service of resourcesOfTypes(file, ['AWS::ECS::Service'])) {
    const task = find(file.network.taskDefinitions, targetField(service.property('TaskDefinition')));
    const launch = service.property('LaunchType');
    if (task?.id === object.id && hasText(launch, 'FARGATE')) return { ...launch, isOwn: false };
  }
  return undefined;
}
