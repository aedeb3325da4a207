import { booleanOf, fieldIn, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import {
  defaultsOfValue,
  hasText,
  type Known,
  NO_VALUE,
  type Value,
} from '../../../template/evaluation/value.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A task definition whose containers contradict each other. */
export default defineRule({
  id: 'ecs-task-refused',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'ECS rejects the containers of the task definition',
  why: 'Containers of a task have different names, and one of them is essential. A container waits for another container of the task, and for its health only if it has a health check. It mounts a volume that the task has. The log driver awslogs needs a group and a region, and on Fargate a prefix for its streams. ECS rejects anything else, and the stack fails.',
  howToFix: 'Correct the name, or add what is missing.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
  ],

  check: eachResource(
    ['AWS::ECS::TaskDefinition'],
    function* (reader) {
      const containers = containersOf(reader.property('ContainerDefinitions'));
      if (!containers) return;
      yield* nameReports(reader, containers);
      for (const container of containers) {
        yield* waitReports(reader, container, containers);
        yield* mountReports(reader, container);
        yield* logReports(reader, container);
      }
    },
    { isWhole: true },
  ),
});

interface Container {
  readonly name: Known;
  readonly read: (path: string) => Value;
}

/** The containers of a list; undefined if there may be further ones, or if a name is unknown. */
function containersOf(list: Value): readonly Container[] | undefined {
  if (list.kind !== 'list' || list.hasGaps || list.items.length === 0) return undefined;
  const containers = list.items.map((item): Container | undefined => {
    const name = fieldIn(item, 'Name');
    if (item.kind !== 'fields' || name.kind !== 'known') return undefined;
    return { name, read: (path) => valueAtPath((key) => item.fields.get(key) ?? NO_VALUE, path) };
  });
  return containers.every((one) => one !== undefined) ? containers : undefined;
}

function* nameReports({ object }: ResourceReader, containers: readonly Container[]): Generator<Report> {
  for (const [index, { name }] of containers.entries()) {
    const first = containers.slice(0, index).find((one) => one.name.text === name.text);
    if (!first) continue;
    yield {
      at: name.at,
      resource: object.id,
      defaults: [...name.defaults, ...first.name.defaults],
      message: `Two containers of ${object.id} are named ${name.text}. ECS rejects ${object.id}.`,
      related: [{ at: first.name.at, message: 'The first one is here' }],
    };
  }
  const essential = containers.map((one) => one.read('Essential'));
  const first = essential[0];
  if (!first || !essential.every((one) => booleanOf(one) === false)) return;
  yield {
    at: 'at' in first ? first.at : object.at,
    resource: object.id,
    defaults: essential.flatMap(defaultsOfValue),
    message: `No container of ${object.id} is essential. ECS rejects ${object.id}.`,
  };
}

function* waitReports(
  { object }: ResourceReader,
  { name, read }: Container,
  containers: readonly Container[],
): Generator<Report> {
  for (const item of itemsOf(read('DependsOn'))) {
    const [awaited, condition] = [fieldIn(item, 'ContainerName'), fieldIn(item, 'Condition')];
    if (awaited.kind !== 'known') continue;
    const report = (at: Known, fact: string): Report => ({
      at: at.at,
      resource: object.id,
      defaults: [...at.defaults, ...awaited.defaults, ...name.defaults],
      message: `Container ${name.text} of ${object.id} ${fact}. ECS rejects ${object.id}.`,
    });
    const other = containers.find((one) => one.name.text === awaited.text);
    if (!other) yield report(awaited, `waits for ${awaited.text}, which is no container of it`);
    else if (other.name === name) yield report(awaited, 'waits for itself');
    else if (condition.kind === 'known') {
      const isEssential = other.read('Essential');
      if (condition.text === 'HEALTHY' && other.read('HealthCheck').kind === 'absent')
        yield report(condition, `waits for the health of ${awaited.text}, which has no health check`);
      const ends = condition.text === 'COMPLETE' || condition.text === 'SUCCESS';
      const runsOn = isEssential.kind === 'absent' || booleanOf(isEssential);
      if (ends && runsOn) yield report(condition, `waits for the end of ${awaited.text}, which is essential`);
    }
  }
}

function* mountReports({ object, property }: ResourceReader, { name, read }: Container): Generator<Report> {
  const volumes = property('Volumes');
  const isKnown = volumes.kind === 'absent' || (volumes.kind === 'list' && !volumes.hasGaps);
  const names = itemsOf(volumes).map((volume) => fieldIn(volume, 'Name'));
  if (!isKnown || names.some((one) => one.kind !== 'known')) return;
  for (const point of itemsOf(read('MountPoints'))) {
    const volume = fieldIn(point, 'SourceVolume');
    if (volume.kind !== 'known' || names.some((one) => hasText(one, volume.text))) continue;
    yield {
      at: volume.at,
      resource: object.id,
      defaults: [...volume.defaults, ...names.flatMap(defaultsOfValue)],
      message: `Container ${name.text} of ${object.id} mounts ${volume.text}, which is no volume of it. ECS rejects ${object.id}.`,
    };
  }
}

function* logReports({ object, property }: ResourceReader, { name, read }: Container): Generator<Report> {
  const [driver, options] = [read('LogConfiguration.LogDriver'), read('LogConfiguration.Options')];
  if (!hasText(driver, 'awslogs')) return;
  if (options.kind !== 'fields' && options.kind !== 'absent') return;
  const needed = itemsOf(property('RequiresCompatibilities'));
  const isOnFargate = needed.some((one) => hasText(one, 'FARGATE'));
  const required = ['awslogs-group', 'awslogs-region', ...(isOnFargate ? ['awslogs-stream-prefix'] : [])];
  const missing = required.filter((key) => options.kind === 'absent' || !options.fields.has(key));
  if (missing.length === 0) return;
  yield {
    at: driver.at,
    resource: object.id,
    defaults: driver.defaults,
    message: `The log of container ${name.text} of ${object.id} has no ${listed(missing)}. ECS rejects ${object.id}.`,
  };
}
