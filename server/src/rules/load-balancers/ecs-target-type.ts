import { isConditional } from '../../changes/resources.ts';
import { defaultsOf, valueOr } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { type PlainWorkload, type TargetGroup, workloadsOf } from '../../network/workload.ts';
import type { Span } from '../../syntax/span.ts';
import { valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/** A target group whose type does not go with the network mode of the tasks behind it. */
export default defineRule({
  id: 'ecs-target-type',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The target type does not match the network mode of the tasks',
  why: 'Tasks in awsvpc mode, which includes all Fargate tasks, have their own network interface and need target type ip; tasks in bridge and host mode use ports of an instance and need target type instance, which is the default. ECS rejects a service with the wrong target type, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html',
    'https://github.com/hashicorp/terraform/issues/24266',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const service of workloadsOf(network, 'container-service')) {
      const mode = modeOf(service, network);
      const wanted = mode && WANTED[mode.value];
      if (!wanted || service.targetGroups.kind !== 'known') continue;
      for (const field of service.targetGroups.items) {
        const group = find(network.targetGroups, field);
        const type = group && wrongType(group, wanted);
        if (!type || field.kind !== 'known') continue;
        const { targetType } = group;
        const byDefault = targetType.kind === 'absent' ? ' by default' : '';
        yield {
          at: field.at,
          resource: service.id,
          defaults: defaultsOf(mode, targetType, field),
          message: `The tasks of ${service.id} use network mode ${mode.value}, but the target type of ${group.id} is ${type}${byDefault}. ECS accepts only ${wanted}.`,
          related: [
            { at: mode.at, message: `The network mode is ${mode.value}` },
            { at: placeOfType(group), message: `${group.id} has target type ${type}` },
          ],
          cause: { rule: 'ecs-fargate-mode', at: mode.at },
          fixes: isOfAnother(service.id, group.id, file.networks) ? [] : fixesOf(group, wanted),
        };
      }
    }
  },
});

function placeOfType({ at, targetType }: TargetGroup): Span {
  return targetType.kind === 'known' ? targetType.at : at;
}

/** The network mode of a service's tasks; undefined where it is not known. */
function modeOf({ taskDefinitions }: PlainWorkload, network: Network) {
  const [task] = taskDefinitions;
  const mode = task && find(network.taskDefinitions, task)?.networkMode;
  return mode?.kind === 'known' ? mode : undefined;
}

/** The target type of a group, if it is not the one that its tasks need. */
function wrongType({ targetType }: TargetGroup, wanted: string): 'instance' | 'ip' | undefined {
  const type = valueOr(targetType, 'instance');
  return type !== wanted && (type === 'instance' || type === 'ip') ? type : undefined;
}

/** The target type for each network mode. */
const WANTED: Readonly<Record<string, 'ip' | 'instance'>> = table({
  awsvpc: 'ip',
  bridge: 'instance',
  host: 'instance',
});

/** Whether another service has the target group too, in any scenario. */
function isOfAnother(service: string, group: string, networks: readonly Network[]): boolean {
  return networks.some((network) =>
    workloadsOf(network, 'container-service').some(
      ({ id, targetGroups }) =>
        id !== service &&
        targetGroups.kind === 'known' &&
        targetGroups.items.some((item) => find(network.targetGroups, item)?.id === group),
    ),
  );
}

function fixesOf(group: TargetGroup, wanted: 'ip' | 'instance'): readonly Fix[] {
  const { properties } = group;
  if (!properties) return [];
  const node = valueAt(properties, 'TargetType');
  if (node && (node.kind !== 'scalar' || node.tag !== undefined || isConditional(node))) return [];
  return [
    {
      title: `Set TargetType of ${group.id} to ${wanted}`,
      preferred: wanted === 'ip',
      edits: [{ op: 'set-entry', in: properties, key: 'TargetType', value: wanted }],
    },
  ];
}
