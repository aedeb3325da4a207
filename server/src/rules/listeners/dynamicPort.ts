import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import type { CheckedFile } from '../defineRule.ts';
import { resourceOfTypes } from '../shared/resources/typedResources.ts';

/** Whether the container of an entry of LoadBalancers gets a port of its host. */
export function hasDynamicPort(entry: ReadonlyMap<string, Value>, task: string, file: CheckedFile): boolean {
  const [name, port] = [entry.get('ContainerName'), entry.get('ContainerPort')];
  const definition = resourceOfTypes(file, task, ['AWS::ECS::TaskDefinition']);
  if (!definition || name?.kind !== 'known' || port?.kind !== 'known' || !isBridged(definition)) return false;
  return itemsOf(definition.property('ContainerDefinitions')).some((container) => {
    if (container.kind !== 'fields') return false;
    const [called, mappings] = [container.fields.get('Name'), container.fields.get('PortMappings')];
    if (!hasText(called, name.text) || !mappings) return false;
    return itemsOf(mappings).some((mapping) => {
      if (mapping.kind !== 'fields') return false;
      const [inside, outside] = [mapping.fields.get('ContainerPort'), mapping.fields.get('HostPort')];
      if (!hasText(inside, port.text)) return false;
      return !outside || outside.kind === 'absent' || hasText(outside, '0');
    });
  });
}

function isBridged({ property }: ResourceReader): boolean {
  const mode = property('NetworkMode');
  return mode.kind === 'absent' || hasText(mode, 'bridge');
}
