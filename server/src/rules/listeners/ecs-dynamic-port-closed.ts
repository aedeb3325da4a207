import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../network/workload.ts';
import { surelyAfter } from '../../template/dependencies.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { blockedAnswer, firstBlocker, relatedOf, workload } from '../reaching.ts';
import { dependencies } from '../shared/dependsOn.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';
import { hasDynamicPort } from './dynamicPort.ts';

/** Tasks on ports that their hosts choose, which the load balancer cannot reach. */
export default defineRule({
  id: 'ecs-dynamic-port-closed',
  area: 'listeners',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer cannot reach the dynamic ports of the tasks',
  why: 'A container in bridge mode with host port 0, or without one, gets a port of its host from 32768 to 60999. The load balancer sends requests and health checks there. If the security group of the hosts allows only the port of the container or of the listener, all targets are unhealthy.',
  howToFix:
    'Allow TCP 32768 to 65535 from the security group of the load balancer in the group of the hosts, or set HostPort.',
  whenToIgnore: 'If rules for the hosts are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://github.com/codesuki/ecs-nginx-proxy/issues/7',
    'SG-01',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::ECS::Service'])) {
      const host = hostOf(property('Cluster'), file);
      const task = property('TaskDefinition');
      if (!host || !isOnHosts(property) || task.kind !== 'reference') continue;
      for (const entry of itemsOf(property('LoadBalancers'))) {
        if (entry.kind !== 'fields' || !hasDynamicPort(entry.fields, task.resource, file)) continue;
        const group = entry.fields.get('TargetGroupArn');
        const balancer = group?.kind === 'reference' ? balancerOf(group.resource, network) : undefined;
        const first = balancer && blockedOnAll(balancer, host, network);
        if (!first) continue;
        yield {
          at: object.at,
          resource: object.id,
          defaults: first.defaults,
          message: `${balancer} cannot reach the tasks of ${object.id} on the ports that ${host} gives them, 32768 to 60999: ${firstBlocker(first.blockedBy)}. The targets stay unhealthy.`,
          related: relatedOf(first.blockedBy),
        };
      }
    }
  },
});

/** Ports from all over the range. */
const SAMPLES = [32_768, 40_000, 49_153, 60_999];

/** The answer for the first of the ports, if all of them are certainly closed. */
function blockedOnAll(balancer: string, host: string, network: Network) {
  const own = workload(balancer);
  const answers = SAMPLES.map((port) => blockedAnswer(network, own, workload(host), { port, client: own }));
  return answers.every((answer) => answer) ? answers[0] : undefined;
}

/** Whether the tasks of a service run on instances, not on Fargate or by a capacity provider. */
function isOnHosts(property: (name: string) => Value): boolean {
  const launch = property('LaunchType');
  return (
    property('CapacityProviderStrategy').kind === 'absent' &&
    (launch.kind === 'absent' || hasText(launch, 'EC2'))
  );
}

/** The only Auto Scaling group of the template, if it certainly depends on the cluster. */
function hostOf(cluster: Value, file: CheckedFile): string | undefined {
  const [only, ...others] = workloadsOf(file.network, 'auto-scaling-group');
  if (!only || others.length > 0 || cluster.kind !== 'reference') return undefined;
  return surelyAfter(cluster.resource, dependencies(file)).has(only.id) ? only.id : undefined;
}

/** The load balancer with a listener that forwards to a target group. */
function balancerOf(group: string, { listeners, workloads }: Network): string | undefined {
  for (const one of listeners.values()) {
    if (!one.targetGroups.some((field) => keyOfField(field) === group)) continue;
    const owner = one.listener.kind === 'absent' ? one : find(listeners, one.listener);
    const balancer = owner && find(workloads, owner.loadBalancer);
    if (balancer) return balancer.id;
  }
  return undefined;
}
