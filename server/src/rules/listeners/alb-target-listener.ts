import { defaultsOf, type KnownField } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Listener, LoadBalancer, TargetGroup } from '../../network/workload.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';

/** A target group that registers an Application Load Balancer on a port on which that one does not listen, or not yet. */
export default defineRule({
  id: 'alb-target-listener',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Application Load Balancer has no listener on the port of the target group, or not yet',
  why: 'An Application Load Balancer is a target of a Network Load Balancer only on a port on which it listens. Without such a listener Elastic Load Balancing answers "the target must have at least one listener that matches the target group port or any specified port overrides", and the stack fails. A target group refers to the load balancer and not to its listener, so it has to depend on the listener.',
  howToFix: 'Give the target the port of a listener, and make the target group depend on that listener.',
  whenToIgnore: 'If the listener exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-target-group.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://github.com/aws/aws-cdk/pull/19696',
    'https://github.com/hashicorp/terraform-provider-aws/issues/38987',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const group of network.targetGroups.values()) {
      if (group.targetType.kind !== 'known' || group.targetType.value !== 'alb') continue;
      for (const { target, port } of group.targets) {
        const balancer = find(network.workloads, target);
        const wanted = port.kind === 'absent' ? group.port : port;
        if (balancer?.kind === 'load-balancer' && wanted.kind === 'known')
          yield* reportsFor({ group, balancer, wanted }, file);
      }
    }
  },
});

interface Registration {
  readonly group: TargetGroup;
  readonly balancer: LoadBalancer;
  readonly wanted: KnownField<number>;
}

function* reportsFor({ group, balancer, wanted }: Registration, file: CheckedFile): Generator<Report> {
  const listeners = listenersOf(balancer.id, file.network);
  // One that is made elsewhere is not known.
  if (listeners.length === 0 || listeners.some(({ port }) => port.kind !== 'known')) return;
  const same = listeners.filter(({ port }) => port.kind === 'known' && port.value === wanted.value);
  const [first] = same;
  if (!first)
    yield {
      at: wanted.at,
      resource: group.id,
      defaults: defaultsOf(wanted, ...listeners.map(({ port }) => port)),
      message: `${group.id} registers ${balancer.id} on port ${wanted.value}, where ${balancer.id} has no listener. AWS rejects the target.`,
      related: listeners.map(({ id, at }) => ({ at, message: `${id} is on another port` })),
    };
  else if (notAfter([group], same, file).length > 0)
    yield {
      ...unordered(
        [group],
        first,
        {
          message: `${doNotDepend([group])} on ${first.id}, the listener of ${balancer.id} on port ${wanted.value}. AWS rejects ${balancer.id} as a target before it listens there.`,
          related: `${first.id} is the listener of ${balancer.id}`,
        },
        file,
      ),
      severity: 'warning',
    };
}

/** Those of the load balancer, and those that may be. */
function listenersOf(balancer: string, network: Network): readonly Listener[] {
  return [...network.listeners.values()].filter(
    ({ listener, loadBalancer }) =>
      listener.kind === 'absent' &&
      (loadBalancer.kind === 'unknown' || keyOfField(loadBalancer) === balancer),
  );
}
