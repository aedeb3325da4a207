import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Scalar } from '../../syntax/tree.ts';
import { ABSENT, defaultsOf, type Known, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A service whose load balancer sends to a container or a port that its task definition has not. */
export default defineRule({
  id: 'ecs-container-missing',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service names a container or port that the task definition does not have',
  why: 'ContainerName and ContainerPort of a service must match a container of its task definition and one of its port mappings. Otherwise ECS fails with "The container does not exist in the task definition" or "did not have a container port defined", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
    'https://github.com/aws/amazon-ecs-agent/issues/1276',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    const tasks = new Map(
      resourcesOfTypes(file, ['AWS::ECS::TaskDefinition']).map((one) => [one.object.id, one]),
    );
    for (const { object, property } of resourcesOfTypes(file, ['AWS::ECS::Service'])) {
      const named = property('TaskDefinition');
      const task = named.kind === 'reference' ? tasks.get(named.resource) : undefined;
      const containers = task && containersOf(task.property('ContainerDefinitions'));
      if (!task || !containers) continue;
      for (const balancer of itemsOf(property('LoadBalancers'))) {
        if (balancer.kind !== 'fields') continue;
        const name = balancer.fields.get('ContainerName') ?? ABSENT;
        const port = balancer.fields.get('ContainerPort') ?? ABSENT;
        if (name.kind !== 'known') continue;
        const names = containers.map((one) => one.name.text);
        const container = containers.find((one) => one.name.text === name.text);
        const rests = [name, ...containers.map((one) => one.name)].flatMap(defaultsOf);
        const related = [{ at: task.object.at, message: `${object.id} runs this task definition` }];
        if (!container) {
          yield {
            at: name.at,
            resource: object.id,
            defaults: [...new Set(rests)],
            message: `${task.object.id} has no container ${name.text}, only ${listed(names, 5)}. ECS rejects ${object.id}.`,
            related,
            fixes: names.length === 1 ? inPlaceOf(name, names[0]!) : [],
          };
        } else if (
          port.kind === 'known' &&
          container.ports &&
          !container.ports.some(({ text }) => text === port.text)
        ) {
          const [only, ...more] = container.ports;
          yield {
            at: port.at,
            resource: object.id,
            defaults: [
              ...new Set(
                [...rests, port, ...container.ports].flatMap((one) =>
                  typeof one === 'string' ? one : defaultsOf(one),
                ),
              ),
            ],
            message: `Container ${name.text} of ${task.object.id} has ${
              only
                ? `no port mapping for ${port.text}, only for ${listed(
                    container.ports.map(({ text }) => text),
                    5,
                  )}`
                : 'no port mappings'
            }. ECS rejects ${object.id}.`,
            related,
            fixes: only && more.length === 0 ? inPlaceOf(port, only.text) : [],
          };
        }
      }
    }
  },
});

interface Container {
  readonly name: Known;
  /** Undefined where one of them is not known, or is a range. */
  readonly ports: readonly Known[] | undefined;
}

/** Undefined where there may be others. */
function containersOf(value: Value): readonly Container[] | undefined {
  if (value.kind !== 'list' || value.items.length === 0) return undefined;
  const containers: Container[] = [];
  for (const item of value.items) {
    const name = item.kind === 'fields' ? item.fields.get('Name') : undefined;
    if (item.kind !== 'fields' || name?.kind !== 'known') return undefined;
    containers.push({ name, ports: portsOf(item.fields.get('PortMappings') ?? ABSENT) });
  }
  return containers;
}

function portsOf(mappings: Value): readonly Known[] | undefined {
  if (mappings.kind !== 'list' && mappings.kind !== 'absent') return undefined;
  const ports: Known[] = [];
  for (const mapping of itemsOf(mappings)) {
    const port = mapping.kind === 'fields' ? mapping.fields.get('ContainerPort') : undefined;
    if (port?.kind !== 'known') return undefined;
    ports.push(port);
  }
  return ports;
}

/** Only a literal that stands in its place; a parameter's default may be somebody else's too. */
function inPlaceOf(value: Known, text: string): readonly Fix[] {
  const { origin } = value;
  if (!origin || origin.start !== value.at.start) return [];
  return [
    {
      title: `Change to ${text}`,
      preferred: true,
      edits: [{ op: 'replace', node: origin, value: asWritten(origin, text) }],
    },
  ];
}

function asWritten(origin: Scalar, text: string): string | number {
  return typeof origin.value === 'number' ? Number(text) : text;
}
