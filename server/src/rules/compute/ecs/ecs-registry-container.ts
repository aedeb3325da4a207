import { fieldIn, itemsOf } from '../../../network/template/fieldOfValue.ts';
import type { Value } from '../../../template/evaluation/value.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule } from '../../defineRule.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** A service in bridge or host mode that registers without saying which container. */
export default defineRule({
  id: 'ecs-registry-container',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service registry has no container and port',
  why: 'In the network modes bridge and host a task has no address of its own, so Cloud Map registers a port of the instance: ECS asks which container and which of its ports. It rejects the service with "values for containerName and containerPort must be specified", and the stack fails.',
  howToFix: 'Add ContainerName and ContainerPort to the service registry, or use the network mode awsvpc.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    'https://github.com/techservicesillinois/terraform-aws-ecs-service/issues/16',
  ],

  *check(file) {
    const readers = existingResources(file, ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition']);
    const byId = new Map(readers.map((one) => [one.object.id, one]));
    for (const { resource, object, property } of readers) {
      if (resource.type !== 'AWS::ECS::Service') continue;
      const named = property('TaskDefinition');
      const task = named.kind === 'reference' ? byId.get(named.resource) : undefined;
      const mode = task && sharedMode(task.property('NetworkMode'));
      if (!mode) continue;
      for (const registry of itemsOf(property('ServiceRegistries'))) {
        if (registry.kind !== 'fields') continue;
        const missing = ['ContainerName', 'ContainerPort'].filter(
          (name) => fieldIn(registry, name).kind === 'absent',
        );
        if (missing.length === 0) continue;
        yield {
          at: registry.at,
          resource: object.id,
          defaults: mode.defaults,
          message: `${task.object.id} has network mode ${mode.label}, and the registry of ${object.id} has no ${listed(missing)}. AWS rejects ${object.id}.`,
        };
      }
    }
  },
});

/** The modes in which tasks share the interface of the instance. */
const SHARED = ['bridge', 'host'];

interface SharedMode {
  readonly label: string;
  readonly defaults: readonly string[];
}

/** The mode, if tasks in it share the interface of the instance. Without a mode it is bridge. */
function sharedMode(mode: Value): SharedMode | undefined {
  if (mode.kind === 'absent') return { label: 'bridge by default', defaults: [] };
  if (mode.kind !== 'known' || !SHARED.includes(mode.text)) return undefined;
  return { label: mode.text, defaults: mode.defaults };
}
