import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A service in bridge or host mode that registers without saying which container. */
export default defineRule({
  id: 'ecs-registry-container',
  area: 'load-balancers',
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
      const mode = task?.property('NetworkMode');
      if (!mode || !sharesInterface(mode)) continue;
      for (const registry of itemsOf(property('ServiceRegistries'))) {
        if (registry.kind !== 'fields') continue;
        const missing = ['ContainerName', 'ContainerPort'].filter(
          (name) => (registry.fields.get(name) ?? NO_VALUE).kind === 'absent',
        );
        if (missing.length === 0) continue;
        const how = mode.kind === 'known' ? `network mode ${mode.text}` : 'network mode bridge by default';
        yield {
          at: registry.at,
          resource: object.id,
          defaults: mode.kind === 'known' ? mode.defaults : [],
          message: `${task!.object.id} has ${how}, and the registry of ${object.id} has no ${listed(missing)}. AWS rejects ${object.id}.`,
        };
      }
    }
  },
});

/** The modes in which tasks share the interface of the instance. */
const SHARED = ['bridge', 'host'];

/** Without a mode it is bridge. */
function sharesInterface(mode: Value): boolean {
  return mode.kind === 'absent' || (mode.kind === 'known' && SHARED.includes(mode.text));
}
