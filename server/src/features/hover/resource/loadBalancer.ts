import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { valueOr } from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { Listener, LoadBalancer, TargetGroup } from '../../../network/workload.ts';
import { listed } from '../../../wording/listed.ts';
import type { Description, HoverContext } from './view.ts';
import { targetName, withLine } from './words.ts';
import { placeText } from './workload.ts';

export function describeLoadBalancer(balancer: LoadBalancer, view: HoverContext): Description {
  const { balances, scheme } = balancer;
  // Fact ALB-03; `application` is the default type.
  const type = valueOr(balances, 'application');
  const reach = valueOr(scheme, 'internet-facing');
  const words = [reach, type, 'load balancer'].filter((word) => word !== undefined).join(' ');
  const article = /^[aei]/.test(words) ? 'an' : 'a';
  return [
    md`**${balancer.id}** — ${article} ${words}`,
    ...placeText(balancer, view),
    bullets(type === 'classic' ? classicLines(balancer) : listenerLines(balancer, view)),
  ];
}

function listenerLines(balancer: LoadBalancer, view: HoverContext): Markdown[] {
  const { listeners } = view.network;
  const own = [...listeners.values()].filter(({ loadBalancer }) => keyOfField(loadBalancer) === balancer.id);
  return own.map((listener) => {
    const rules = [...listeners.values()].filter((one) => keyOfField(one.listener) === listener.id);
    const groups = new Set([listener, ...rules].flatMap(({ targetGroups }) => targetGroups.map(targetName)));
    const to = [...groups].map((id) => {
      const group = view.network.targetGroups.get(id);
      return group ? targetGroupText(group, view.network) : id;
    });
    return md`${portText(listener)} → ${to.length > 0 ? to.join('; ') : 'no target group'} (${withLine(listener, view)})`;
  });
}

function portText({ port, protocol }: Pick<Listener, 'port' | 'protocol'>): string {
  const number = port.kind === 'known' ? String(port.value) : '';
  return `${protocol.kind === 'known' ? protocol.value : ''} ${number}`.trim() || 'a listener';
}

function targetGroupText(group: TargetGroup, network: Network): string {
  const targets = targetNames(group, network);
  return `${group.id} (${[portText(group), targets.length > 0 ? listed(targets) : 'no target in this file'].join(', ')})`;
}

/** The targets that a target group lists, and those that are registered by their own properties. */
export function targetNames(group: TargetGroup, network: Network): readonly string[] {
  const registered = [...network.workloads.values()].filter(
    (workload) =>
      'targetGroups' in workload &&
      workload.targetGroups.kind === 'known' &&
      workload.targetGroups.items.some((item) => keyOfField(item) === group.id),
  );
  return [...group.targets.map(({ target }) => targetName(target)), ...registered.map(({ id }) => id)];
}

export function describeTargetGroup(group: TargetGroup, view: HoverContext): Description {
  const { network } = view;
  const targets = targetNames(group, network);
  const balancers = [...network.listeners.values()]
    .filter(({ targetGroups }) => targetGroups.some((one) => keyOfField(one) === group.id))
    .flatMap((listener) => {
      const owner = find(network.listeners, listener.listener) ?? listener;
      return owner.loadBalancer.kind === 'absent' ? [] : [targetName(owner.loadBalancer)];
    });
  return [
    md`**${group.id}** — a target group, ${portText(group)}`,
    targets.length > 0 ? md`Targets: ${listed(targets)}` : md`No target in this file`,
    ...(balancers.length > 0 ? [md`Used by ${listed([...new Set(balancers)])}`] : []),
  ];
}

function classicLines({ listeningPorts, instances, instancePorts }: LoadBalancer): Markdown[] {
  const targets = instances.kind === 'known' ? instances.items.map(targetName) : [];
  return listeningPorts.map(({ port }, i) => {
    const to = instancePorts[i];
    const number = port.kind === 'known' ? port.value : 'a port';
    return md`${number} → ${to?.kind === 'known' ? to.value : 'a port'}${targets.length > 0 ? md` of ${listed(targets)}` : ''}`;
  });
}
