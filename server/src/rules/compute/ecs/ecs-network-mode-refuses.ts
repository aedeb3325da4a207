import { itemsOf } from '../../../network/template/fieldOfValue.ts';
import { table } from '../../../table.ts';
import type { Value } from '../../../template/evaluation/value.ts';
import { defineRule } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A setting of a container that the network mode of its task does not have. */
export default defineRule({
  id: 'ecs-network-mode-refuses',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The container has a setting that its network mode does not support',
  why: 'Containers of an awsvpc task share one network interface and call each other on localhost, so they have neither links, host names nor hosts of their own; links exist in bridge mode alone. ECS rejects the task definition with "Links are not supported when networkMode=awsvpc", and the stack fails.',
  howToFix: 'Remove the setting, and call the other container on localhost.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html',
    'https://github.com/aws-observability/aws-otel-collector/issues/1359',
  ],

  check: eachResource(['AWS::ECS::TaskDefinition'], function* ({ object, property }) {
    const mode = property('NetworkMode');
    const refused = mode.kind === 'known' ? REFUSED[mode.text] : undefined;
    if (mode.kind !== 'known' || !refused) return;
    for (const container of itemsOf(property('ContainerDefinitions'))) {
      if (container.kind !== 'fields') continue;
      const name = container.fields.get('Name');
      const who = name?.kind === 'known' ? `Container ${name.text}` : 'A container';
      for (const setting of refused) {
        const value = container.fields.get(setting);
        if (!value || !isWritten(value)) continue;
        yield {
          at: 'at' in value ? value.at : object.at,
          resource: object.id,
          defaults: mode.defaults,
          message: `${who} of ${object.id} has ${setting}, which network mode ${mode.text} does not support. AWS rejects ${object.id}.`,
          related: [{ at: mode.at, message: `The network mode is ${mode.text}` }],
        };
      }
    }
  }),
});

const REFUSED: Readonly<Record<string, readonly string[]>> = table({
  awsvpc: ['Links', 'Hostname', 'ExtraHosts'],
  host: ['Links'],
});

/** Whether a value is written and not empty. */
function isWritten(value: Value): boolean {
  return (value.kind === 'known' && value.text !== '') || (value.kind === 'list' && value.items.length > 0);
}
