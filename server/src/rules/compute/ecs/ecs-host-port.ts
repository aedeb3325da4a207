import { fieldIn, itemsOf } from '../../../network/template/fieldOfValue.ts';
import type { Known } from '../../../template/evaluation/value.ts';
import { defaultsOfValue } from '../../../template/evaluation/value.ts';
import { defineRule, type Fix } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A task with its own address whose port mapping has two different ports. */
export default defineRule({
  id: 'ecs-host-port',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'HostPort differs from ContainerPort in awsvpc or host mode',
  why: 'In network modes awsvpc and host nothing translates between the host and the container, so both answer on the same port. ECS rejects the task definition with "the host ports and container ports in port mappings must match", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  ],

  check: eachResource(['AWS::ECS::TaskDefinition'], function* ({ object, property }) {
    const mode = property('NetworkMode');
    if (mode.kind !== 'known' || !['awsvpc', 'host'].includes(mode.text)) return;
    const containers = itemsOf(property('ContainerDefinitions'));
    for (const mapping of containers.flatMap((one) => itemsOf(fieldIn(one, 'PortMappings')))) {
      const [host, container] = [fieldIn(mapping, 'HostPort'), fieldIn(mapping, 'ContainerPort')];
      if (host.kind !== 'known' || container.kind !== 'known') continue;
      const [first, second] = [Number(host.text), Number(container.text)];
      // 0 requests a dynamic port, which these modes do not have.
      if (!(first > 0 && second > 0) || first === second) continue;
      yield {
        at: host.at,
        resource: object.id,
        defaults: [...defaultsOfValue(mode), ...defaultsOfValue(host), ...defaultsOfValue(container)],
        message: `${object.id} maps HostPort ${first} to ContainerPort ${second} in network mode ${mode.text}. ECS accepts only equal ports.`,
        related: [{ at: mode.at, message: `The network mode is ${mode.text}` }],
        fixes: useContainerPort(host, container),
      };
    }
  }),
});

/** Sets the host port to the container's, which the container listens on. */
function useContainerPort(host: Known, container: Known): readonly Fix[] {
  const { origin } = host;
  if (origin?.start !== host.at.start || container.origin?.start !== container.at.start) return [];
  return [
    {
      title: `Change HostPort to ${container.text}`,
      preferred: true,
      edits: [{ op: 'replace', node: origin, value: container.origin.value ?? container.text }],
    },
  ];
}
