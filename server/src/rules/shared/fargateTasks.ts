import { find } from '../../network/lookup.ts';
import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { type PlainWorkload, workloadsOf } from '../../network/workload.ts';
import { ABSENT, type Value } from '../../template/evaluation/value.ts';
import type { CheckedFile } from '../defineRule.ts';
import { resourcesOfTypes } from './resources/typedResources.ts';

/** Tasks on Fargate that a service, or a rule of EventBridge, starts. */
export interface FargateTasks {
  /** The service or the rule. */
  readonly owner: PlainWorkload;
  readonly reader: ResourceReader;
  readonly task: ResourceReader;
  readonly defaults: readonly string[];
}

/** Those whose task definition is in the file and whose launch type is written. */
export function* fargateTasks(file: CheckedFile): Generator<FargateTasks> {
  const types = ['AWS::ECS::Service', 'AWS::Events::Rule', 'AWS::ECS::TaskDefinition'];
  const written = new Map(resourcesOfTypes(file, types).map((one) => [one.object.id, one]));
  for (const owner of workloadsOf(file.network, 'container-service')) {
    const reader = written.get(owner.id);
    const [task] = owner.speaksAs.flatMap((one) => find(written, one) ?? []);
    const launch = reader && launchTypeOf(reader);
    if (!task || launch?.kind !== 'known' || launch.text !== 'FARGATE') continue;
    yield { owner, reader: reader!, task, defaults: launch.defaults };
  }
}

function launchTypeOf({ resource, property }: ResourceReader): Value {
  if (resource.type !== 'AWS::Events::Rule') return property('LaunchType');
  const [started] = itemsOf(valueAtPath(property, 'Targets.*.EcsParameters')).filter(
    (one) => one.kind === 'fields' && one.fields.has('NetworkConfiguration'),
  );
  return started?.kind === 'fields' ? (started.fields.get('LaunchType') ?? ABSENT) : ABSENT;
}
