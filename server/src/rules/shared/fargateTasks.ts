import { find } from '../../network/lookup.ts';
import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { taskOfStates } from '../../network/template/resources/workloads/workload.ts';
import { type PlainWorkload, workloadsOf } from '../../network/workload.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import type { CheckedFile } from '../defineRule.ts';
import { resourcesOfTypes } from './resources/typedResources.ts';

/** Tasks on Fargate that a service, an EventBridge rule or a state machine starts. */
export interface FargateTasks {
  /** The service, the rule or the state machine. */
  readonly owner: PlainWorkload;
  readonly reader: ResourceReader;
  readonly task: ResourceReader;
  readonly defaults: readonly string[];
}

/** The tasks whose task definition is in the file and whose launch type is known. */
export function* fargateTasks(file: CheckedFile): Generator<FargateTasks> {
  const types = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', ...STARTERS];
  const written = new Map(resourcesOfTypes(file, types).map((one) => [one.object.id, one]));
  for (const owner of workloadsOf(file.network, 'container-service')) {
    const reader = written.get(owner.id);
    const [task] = owner.taskDefinitions.flatMap((one) => find(written, one) ?? []);
    const launch = reader && launchTypeOf(reader);
    if (!task || launch?.kind !== 'known' || !FARGATE.includes(launch.text)) continue;
    yield { owner, reader: reader!, task, defaults: launch.defaults };
  }
}

/** Types that start tasks, besides services. */
const STARTERS = ['AWS::Events::Rule', 'AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'];

/** The launch type and the capacity providers of Fargate. */
const FARGATE = ['FARGATE', 'FARGATE_SPOT'];

function launchTypeOf({ resource, property }: ResourceReader): Value {
  if (resource.type === 'AWS::ECS::Service') return launchTypeOfService(property);
  if (resource.type.endsWith('::StateMachine')) return taskOfStates(property)?.get('LaunchType') ?? NO_VALUE;
  const [started] = itemsOf(valueAtPath(property, 'Targets.*.EcsParameters')).filter(
    (one) => one.kind === 'fields' && one.fields.has('NetworkConfiguration'),
  );
  return started?.kind === 'fields' ? (started.fields.get('LaunchType') ?? NO_VALUE) : NO_VALUE;
}

/** With a capacity provider strategy, the launch type is Fargate if all of its providers are Fargate's. */
function launchTypeOfService(property: ResourceReader['property']): Value {
  const type = property('LaunchType');
  if (type.kind !== 'absent') return type;
  const strategy = property('CapacityProviderStrategy');
  const providers =
    strategy.kind === 'list'
      ? itemsOf(valueAtPath(property, 'CapacityProviderStrategy.*.CapacityProvider'))
      : [];
  const areFargate = providers.every((one) => one.kind === 'known' && FARGATE.includes(one.text));
  return (areFargate ? providers[0] : undefined) ?? NO_VALUE;
}
