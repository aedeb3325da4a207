import { booleanOf, fieldIn, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import type { Scalar } from '../../syntax/tree.ts';
import { defaultsOfValue, type Known, textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A service whose load balancer or Service Connect names a container or a port that its task definition has not. */
export default defineRule({
  id: 'ecs-container-missing',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service names a container or port that the task definition does not have',
  why: 'ContainerName and ContainerPort of a service must match a container of its task definition and one of its port mappings. Otherwise ECS fails with "The container does not exist in the task definition" or "did not have a container port defined", and the stack fails. PortName of Service Connect must be the name of a port mapping.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html',
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
        const report = mismatch(balancer, containers, object.id, task.object.id);
        if (!report) continue;
        const related = [{ at: task.object.at, message: `${object.id} runs this task definition` }];
        yield { ...report, resource: object.id, related };
      }
      for (const name of connectedPorts(property)) {
        const report = unknownPortName(name, task, object.id);
        if (report) yield report;
      }
    }
  },
});

/** The names of the ports that a service offers by Service Connect. */
function connectedPorts(property: ResourceReader['property']): readonly Value[] {
  if (!booleanOf(valueAtPath(property, 'ServiceConnectConfiguration.Enabled'))) return [];
  return itemsOf(valueAtPath(property, 'ServiceConnectConfiguration.Services.*.PortName'));
}

/** A port that Service Connect names and no port mapping of the task does. */
function unknownPortName(
  name: Value,
  { object, property }: ResourceReader,
  service: string,
): Report | undefined {
  const names = valueAtPath(property, 'ContainerDefinitions.*.PortMappings.*.Name');
  if (name.kind !== 'known' || (names.kind !== 'list' && names.kind !== 'absent')) return undefined;
  const known = itemsOf(names).filter((one) => one.kind === 'known');
  if (known.length < itemsOf(names).length || known.some(({ text }) => text === name.text)) return undefined;
  const texts = known.map(({ text }) => text);
  const what =
    texts.length > 0 ? `no port named ${name.text}, only ${listed(texts, 5)}` : 'no port with a name';
  return {
    at: name.at,
    resource: service,
    defaults: distinctDefaults([name, ...known]),
    message: `${object.id} has ${what}. ECS rejects ${service}.`,
    related: [{ at: object.at, message: `${service} runs this task definition` }],
    fixes: texts.length === 1 ? inPlaceOf(name, texts[0]!) : [],
  };
}

/** What LoadBalancers of a service names and its task definition does not have. */
function mismatch(
  balancer: Value,
  containers: readonly Container[],
  service: string,
  task: string,
): Report | undefined {
  const name = fieldIn(balancer, 'ContainerName');
  const written = textOrPartial(name);
  if (written === undefined) return undefined;
  const container = containers.find((one) => one.text === written);
  const values = [name, ...containers.map((one) => one.name)];
  if (!container) {
    // Two names with parts that are not known may be the same.
    if (name.kind !== 'known' || containers.some((one) => one.name.kind !== 'known')) return undefined;
    const names = containers.map((one) => one.text);
    return {
      at: name.at,
      defaults: distinctDefaults(values),
      message: `${task} has no container ${name.text}, only ${listed(names, 5)}. ECS rejects ${service}.`,
      fixes: names.length === 1 ? inPlaceOf(name, names[0]!) : [],
    };
  }
  const { ports } = container;
  const port = fieldIn(balancer, 'ContainerPort');
  // property-value reports a port that is no number.
  if (port.kind !== 'known' || !/^\d+$/.test(port.text)) return undefined;
  if (!ports || ports.some(({ text }) => text === port.text)) return undefined;
  const [only, ...more] = ports;
  const texts = ports.map(({ text }) => text);
  const what = only ? `no port mapping for ${port.text}, only for ${listed(texts, 5)}` : 'no port mappings';
  return {
    at: port.at,
    defaults: distinctDefaults([...values, port, ...ports]),
    message: `Container ${written} of ${task} has ${what}. ECS rejects ${service}.`,
    fixes: only && more.length === 0 ? inPlaceOf(port, only.text) : [],
  };
}

function distinctDefaults(values: readonly Value[]): readonly string[] {
  return [...new Set(values.flatMap(defaultsOfValue))];
}

interface Container {
  readonly name: Value;
  /** Its name, as written where a part of it is not known. */
  readonly text: string;
  /** Undefined where one of them is not known, or is a range. */
  readonly ports: readonly Known[] | undefined;
}

/** Undefined where there may be others. */
function containersOf(value: Value): readonly Container[] | undefined {
  if (value.kind !== 'list' || value.items.length === 0) return undefined;
  const containers: Container[] = [];
  for (const item of value.items) {
    const name = fieldIn(item, 'Name');
    const text = textOrPartial(name);
    if (text === undefined) return undefined;
    containers.push({ name, text, ports: portsOf(fieldIn(item, 'PortMappings')) });
  }
  return containers;
}

function portsOf(mappings: Value): readonly Known[] | undefined {
  if (mappings.kind !== 'list' && mappings.kind !== 'absent') return undefined;
  const ports: Known[] = [];
  for (const mapping of itemsOf(mappings)) {
    const port = fieldIn(mapping, 'ContainerPort');
    if (port.kind !== 'known') return undefined;
    ports.push(port);
  }
  return ports;
}

/** Only a literal written in place; a parameter's default may be used elsewhere too. */
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
