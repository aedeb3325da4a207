import { hasText, NO_VALUE, type Unknown, type Value } from '../../../../template/evaluation/value.ts';
import { ABSENT, type Field, unknownField } from '../../../field.ts';
import {
  booleanField,
  fieldIn,
  fieldOf,
  fieldWithin,
  firstAtPath,
  integerField,
  itemsOf,
  oneOfField,
  ownerField,
  targetField,
  targetList,
  valueAtPath,
} from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';
import { ipv6Of } from '../ipv6.ts';
import { fixedAddressesOf } from './fixedAddresses.ts';

export function readLoadBalancer({ resource, object, property }: ResourceReader, draft: Draft): void {
  const addresses = property('IpAddressType');
  const enforces = property('EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic');
  const mayIgnoreRules = enforces.kind !== 'absent' && !hasText(enforces, 'on');
  const lacksPublicIpv4 = hasText(addresses, 'dualstack-without-public-ipv4');
  draft.workloads.set(object.id, {
    ...object,
    kind: 'load-balancer',
    type: resource.type,
    stage: null,
    subnets: targetList(firstAtPath(property, ['SubnetMappings.*.SubnetId', 'Subnets'])),
    securityGroups: targetList(property('SecurityGroups')),
    listeningPorts: [],
    publicIp: ABSENT,
    ipv6: ipv6Of(resource.type, property),
    mentions: [],
    balances: oneOfField(property('Type'), ['application', 'network', 'gateway']),
    scheme: oneOfField(property('Scheme'), ['internet-facing', 'internal']),
    ...(lacksPublicIpv4 && { lacksPublicIpv4 }),
    ...(mayIgnoreRules && { mayIgnoreRulesForPrivateLink: true }),
    ...fixedAddressesOf(resource.type, property),
    instances: ABSENT,
    instancePorts: [],
    crossZone: attribute(property('LoadBalancerAttributes'), CROSS_ZONE),
  });
}

export function readClassicLoadBalancer({ resource, object, property }: ResourceReader, draft: Draft): void {
  const ports = (name: string) => itemsOf(valueAtPath(property, `Listeners.*.${name}`)).map(integerField);
  const health = fieldOf(valueAtPath(property, 'HealthCheck.Target'), (text) => {
    const port = /^[A-Za-z]+:(\d+)/.exec(text)?.[1];
    return port === undefined ? undefined : Number(port);
  });
  draft.workloads.set(object.id, {
    ...object,
    kind: 'load-balancer',
    type: resource.type,
    stage: null,
    subnets: targetList(property('Subnets')),
    securityGroups: targetList(property('SecurityGroups')),
    listeningPorts: ports('LoadBalancerPort').map((port) => ({ protocol: 'tcp', port })),
    publicIp: ABSENT,
    ipv6: ABSENT,
    mentions: [],
    balances: { kind: 'known', value: 'classic', at: object.at, defaults: [] },
    scheme: oneOfField(property('Scheme'), ['internet-facing', 'internal']),
    instances: targetList(property('Instances')),
    instancePorts: [...ports('InstancePort'), ...(health.kind === 'absent' ? [] : [health])],
    crossZone: booleanField(property('CrossZone')),
  });
}

const CROSS_ZONE = 'load_balancing.cross_zone.enabled';

/** An attribute from a list of keys and values; absent if its value is neither true nor false. */
function attribute(list: Value, key: string): Field<boolean> {
  const items = itemsOf(list);
  const own = items.find((item) => isNamed(item, key));
  const value = own ? fieldIn(own, 'Value') : NO_VALUE;
  if (hasText(value, 'use_load_balancer_configuration')) return ABSENT;
  if (value.kind !== 'absent') return booleanField(value);
  // An attribute whose name is unknown may be this one.
  const unread = [list, ...items.map((item) => fieldWithin(item, 'Key'))].find(isUnknown);
  return unread ? unknownField(unread, unread.at) : ABSENT;
}

function isNamed(attribute: Value, name: string): boolean {
  return hasText(fieldIn(attribute, 'Key'), name);
}

function isUnknown(value: Value): value is Unknown {
  return value.kind === 'unknown';
}

export function readTargetGroup({ object, property }: ResourceReader, draft: Draft): void {
  draft.targetGroups.set(object.id, {
    ...object,
    vpc: ownerField(property('VpcId')),
    port: integerField(property('Port')),
    protocol: fieldOf(property('Protocol'), (text) => text),
    targetType: oneOfField(property('TargetType'), ['instance', 'ip', 'lambda', 'alb']),
    healthCheckPort: fieldOf(property('HealthCheckPort'), (text) =>
      text === 'traffic-port' ? text : /^\d+$/.test(text) ? Number(text) : undefined,
    ),
    preservesClientIp: attribute(property('TargetGroupAttributes'), 'preserve_client_ip.enabled'),
    crossZone: attribute(property('TargetGroupAttributes'), CROSS_ZONE),
    targets: itemsOf(property('Targets')).flatMap((target) => {
      if (target.kind !== 'fields') return [{ target: targetField(target), port: ABSENT }];
      const id = target.fields.get('Id');
      const port = target.fields.get('Port');
      return id ? [{ target: targetField(id), port: port ? integerField(port) : ABSENT }] : [];
    }),
  });
}

/** A listener, or a rule of a listener besides its default action. */
export function readListener({ object, property }: ResourceReader, draft: Draft): void {
  const actions = itemsOf(firstAtPath(property, ['DefaultActions', 'Actions']));
  const groups = actions.flatMap((action) => {
    if (action.kind !== 'fields') return [action];
    const own = (name: string) => action.fields.get(name) ?? ({ kind: 'absent' } as const);
    return itemsOf(firstAtPath(own, ['TargetGroupArn', 'ForwardConfig.TargetGroups.*.TargetGroupArn']));
  });
  draft.listeners.set(object.id, {
    ...object,
    loadBalancer: targetField(property('LoadBalancerArn')),
    listener: targetField(property('ListenerArn')),
    port: integerField(property('Port')),
    protocol: fieldOf(property('Protocol'), (text) => text),
    targetGroups: groups.map(targetField),
  });
}
