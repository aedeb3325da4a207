import { defaultsOf, valueOr } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Listener, LoadBalancer } from '../../network/workload.ts';
import { table } from '../../table.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { balancerOf } from './balancerOf.ts';

/** A protocol of a listener or a target group that the kind of load balancer does not speak. */
export default defineRule({
  id: 'lb-protocol-mismatch',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The protocol or the targets do not match the load balancer',
  why: 'The listeners and target groups of an Application Load Balancer use HTTP or HTTPS, those of a Network Load Balancer TCP, TLS, UDP, TCP_UDP, QUIC or TCP_QUIC; a target group for an Application Load Balancer TCP; only an Application Load Balancer sends to Lambda functions; a listener of a Classic Load Balancer uses HTTP or HTTPS on both sides, or TCP or SSL on both. Elastic Load Balancing rejects a listener with another protocol, and one that forwards to a target group with another protocol, and the stack fails.',
  howToFix: 'Change the protocol, or the Type of the load balancer.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    yield* classicListeners(file);
    yield* groupsOfBalancers(network);
    for (const listener of network.listeners.values()) {
      const balancer = balancerOf(listener, network);
      const accepted = balancer && PROTOCOLS[kindOf(balancer) ?? ''];
      if (balancer && accepted) yield* protocolsOf(listener, balancer, accepted, network);
    }
  },
});

/** The protocols of a listener and of its target groups that its load balancer does not accept. */
function* protocolsOf(
  listener: Listener,
  balancer: LoadBalancer,
  accepted: readonly string[],
  network: Network,
): Generator<Report> {
  const kind = `${balancer.id} is ${kindOf(balancer) === 'network' ? 'a Network' : 'an Application'} Load Balancer`;
  const related = [{ at: balancer.at, message: kind }];
  if (kindOf(balancer) === 'network') yield* functionTargets(listener, balancer, kind, network);
  const { protocol } = listener;
  const others = otherGroups(listener, accepted, network);
  if (protocol.kind === 'known' && !accepted.includes(protocol.value)) {
    if (!KNOWN.includes(protocol.value)) return;
    yield {
      at: protocol.at,
      resource: listener.id,
      defaults: defaultsOf(protocol, balancer.balances, listener.loadBalancer),
      message: `${kind}, and its listener ${listener.id} uses ${protocol.value}. AWS accepts only ${listed(accepted)}.`,
      related,
      // If a target group does not go with the load balancer either, the protocol of the listener may be right.
      fixes:
        others.length === 0 ? changeTo(literalInPlace(protocol), COUNTERPARTS[protocol.value], false) : [],
    };
    return;
  }
  for (const { group, at } of others) {
    yield {
      at,
      resource: listener.id,
      defaults: defaultsOf(group.protocol, balancer.balances, ...listener.targetGroups),
      message: `${kind}, but ${listener.id} forwards to ${group.id}, whose protocol is ${group.protocol.value}. AWS rejects the listener.`,
      related: [...related, { at: group.protocol.at, message: `${group.id} uses ${group.protocol.value}` }],
    };
  }
}

/** The Lambda functions of a listener of a Network Load Balancer, `kind` in words. */
function* functionTargets(
  listener: Listener,
  balancer: LoadBalancer,
  kind: string,
  network: Network,
): Generator<Report> {
  for (const { group, at } of functionGroups(listener, network))
    yield {
      at,
      resource: listener.id,
      defaults: defaultsOf(group.targetType, balancer.balances, ...listener.targetGroups),
      message: `${kind}, but ${listener.id} forwards to ${group.id}, whose targets are Lambda functions. AWS rejects the listener.`,
      related: [
        { at: balancer.at, message: kind },
        { at: group.targetType.at, message: 'The target type is lambda' },
      ],
    };
}

/** A Network Load Balancer sends to an Application Load Balancer over TCP alone. */
function* groupsOfBalancers(network: Network): Generator<Report> {
  for (const { id, targetType, protocol } of network.targetGroups.values()) {
    if (targetType.kind !== 'known' || targetType.value !== 'alb' || protocol.kind !== 'known') continue;
    if (protocol.value === 'TCP' || !KNOWN.includes(protocol.value)) continue;
    yield {
      at: protocol.at,
      resource: id,
      defaults: defaultsOf(targetType, protocol),
      message: `${id} is of target type alb, and its protocol is ${protocol.value}. AWS accepts only TCP.`,
      related: [{ at: targetType.at, message: 'The target type is alb' }],
    };
  }
}

/** A listener of a Classic Load Balancer with protocols of different layers to its clients and to the instances. */
function* classicListeners(file: CheckedFile): Generator<Report> {
  for (const { object, property } of existingResources(file, ['AWS::ElasticLoadBalancing::LoadBalancer'])) {
    for (const listener of itemsOf(property('Listeners'))) {
      if (listener.kind !== 'fields') continue;
      const front = listener.fields.get('Protocol');
      const back = listener.fields.get('InstanceProtocol');
      if (front?.kind !== 'known' || back?.kind !== 'known') continue;
      const [layer, other] = [front, back].map(({ text }) => LAYERS[text.toUpperCase()]);
      if (!layer || !other || layer === other) continue;
      yield {
        at: back.at,
        resource: object.id,
        defaults: [...front.defaults, ...back.defaults],
        message: `A listener of ${object.id} uses ${front.text}, and ${back.text} to the instances. AWS accepts HTTP and HTTPS together, or TCP and SSL.`,
        fixes: changeTo(literalInPlace(back), COUNTERPARTS_OF_CLASSIC[back.text.toUpperCase()], false),
      };
    }
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html */
const LAYERS: Readonly<Record<string, 'application' | 'transport'>> = table({
  HTTP: 'application',
  HTTPS: 'application',
  TCP: 'transport',
  SSL: 'transport',
});

/** The protocol of the other layer with the same encryption. A Classic Load Balancer says SSL for TLS. */
const COUNTERPARTS: Readonly<Record<string, string>> = table({
  HTTP: 'TCP',
  HTTPS: 'TLS',
  TCP: 'HTTP',
  TLS: 'HTTPS',
});
const COUNTERPARTS_OF_CLASSIC: Readonly<Record<string, string>> = table({
  HTTP: 'TCP',
  HTTPS: 'SSL',
  TCP: 'HTTP',
  SSL: 'HTTPS',
});

const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'],
};

/** property-value reports any other protocol. */
const KNOWN = [...Object.values(PROTOCOLS).flat(), 'GENEVE'];

/** The type of a load balancer; Application if none is stated. */
function kindOf({ balances }: LoadBalancer): string | undefined {
  return valueOr(balances, 'application');
}

/** The target groups of Lambda functions, which a Network Load Balancer does not accept. */
function functionGroups({ targetGroups }: Listener, network: Network) {
  return targetGroups.flatMap((field) => {
    const group = find(network.targetGroups, field);
    if (field.kind !== 'known' || group?.targetType.kind !== 'known') return [];
    const { targetType } = group;
    return targetType.value === 'lambda' ? [{ group: { ...group, targetType }, at: field.at }] : [];
  });
}

/**
 * The target groups whose protocol the load balancer does not accept. A group for an Application Load Balancer behind
 * a Network Load Balancer uses TCP.
 */
function otherGroups({ targetGroups }: Listener, spoken: readonly string[], network: Network) {
  return targetGroups.flatMap((field) => {
    const group = find(network.targetGroups, field);
    if (field.kind !== 'known' || group?.protocol.kind !== 'known') return [];
    if (group.targetType.kind === 'known' && group.targetType.value === 'lambda') return [];
    const { protocol } = group;
    if (spoken.includes(protocol.value) || !KNOWN.includes(protocol.value)) return [];
    return [{ group: { ...group, protocol }, at: field.at }];
  });
}
