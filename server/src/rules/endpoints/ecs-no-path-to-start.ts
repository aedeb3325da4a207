import { fieldWithin, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { hasText, textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { nearerCauseOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';
import { fargateTasks } from '../shared/fargateTasks.ts';

/** A service or a schedule on Fargate whose tasks have no path to the secrets that they name, or to their log. */
export default defineRule({
  id: 'ecs-no-path-to-start',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The tasks cannot reach their secrets or their log',
  why: 'Before the containers of a Fargate task start, Fargate reads the values under Secrets from Secrets Manager or Systems Manager and creates the log stream of the awslogs driver, both through the network interface of the task. Without a NAT gateway, a public address or an interface endpoint for secretsmanager, ssm or logs, every task stops with "ResourceInitializationError".',
  whenToIgnore: 'If the route, the NAT gateway or the endpoints are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
    'https://github.com/umotif-public/terraform-aws-ecs-fargate/issues/50',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { owner: service, task, defaults } of fargateTasks(file)) {
      const blocked = needsOf(task).flatMap((need) => {
        const answer = blockedAnswer(
          network,
          workload(service.id),
          { kind: 'service', name: need.name },
          { port: 443 },
        );
        return answer ? [{ ...need, answer }] : [];
      });
      const [first] = blocked;
      if (!first) continue;
      const { answer } = first;
      const nearer = nearerCauseOf(answer, network);
      yield {
        at: service.at,
        resource: service.id,
        defaults: [...answer.defaults, ...defaults],
        message: `The tasks of ${service.id} cannot reach ${listed(blocked.map(({ name }) => name))}, which they need before they start. Every task stops.`,
        related: [
          ...blocked.map(({ name, at }) => ({ at, message: `${task.object.id} needs ${name} here` })),
          ...relatedOf(answer.blockedBy),
        ],
        fixes: blocked.length === 1 ? fixesOfBlockers(answer.blockedBy, service.id, file) : [],
        // Tasks that cannot pull their image stop for that reason.
        ...(nearer.cause ? nearer : { cause: { rule: 'ecs-no-path-to-image', at: service.at } }),
      };
    }
  },
});

interface Need {
  readonly name: string;
  readonly at: { readonly start: number; readonly end: number };
}

/** The services that Fargate calls for the task, each once. */
function needsOf(task: ResourceReader): readonly Need[] {
  const found = new Map<string, Need>();
  for (const container of itemsOf(task.property('ContainerDefinitions'))) {
    const own = (name: string): Value => fieldWithin(container, name);
    for (const value of itemsOf(valueAtPath(own, 'Secrets.*.ValueFrom'))) {
      const name = storeOf(value, task);
      if (name !== undefined && value.kind !== 'absent' && !found.has(name))
        found.set(name, { name, at: value.at });
    }
    const driver = valueAtPath(own, 'LogConfiguration.LogDriver');
    if (hasText(driver, 'awslogs') && !found.has('logs')) found.set('logs', { name: 'logs', at: driver.at });
  }
  return [...found.values()];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
function storeOf(value: Value, { typeOf }: ResourceReader): string | undefined {
  if (value.kind === 'reference') {
    const type = typeOf(value.resource);
    if (type === 'AWS::SSM::Parameter') return 'ssm';
    return type === 'AWS::SecretsManager::Secret' ? 'secretsmanager' : undefined;
  }
  const text = textOrPartial(value);
  const service = /^arn:(?:\$\{AWS::Partition\}|[\w-]+):(ssm|secretsmanager):/.exec(text ?? '')?.[1];
  if (service !== undefined) return service;
  // A value without colons is the name of a parameter, any other an ARN.
  return value.kind === 'known' && !value.text.includes(':') ? 'ssm' : undefined;
}
