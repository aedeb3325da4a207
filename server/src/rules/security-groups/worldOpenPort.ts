import { formatCidr } from '../../cidr/format.ts';
import { groupUsers } from '../../network/analysis/groupUse.ts';
import { defaultsOf, type Field, type Target } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, SecurityGroupRule } from '../../network/model.ts';
import type { LoadBalancer } from '../../network/workload.ts';
import type { Check, CheckedFile, Page, Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { allRules } from '../shared/resources/perResource.ts';
import { bastionGroups, ownAddress } from './closerSources.ts';

/** A service that people log in through, open to the whole internet. */
export interface LoginPort {
  readonly port: number;
  readonly protocols: readonly ('tcp' | 'udp')[];
  /** The name of the port in the message: "over SSH (22)". */
  readonly name: string;
  /**
   * The rule for another login port. If a security group rule opens that port too, the finding here follows from the
   * one of that rule.
   */
  readonly besides?: { readonly rule: string; readonly login: LoginPort };
}

/** Fact ADM-01. */
export const SESSION_MANAGER: Page = {
  title: 'Read how Session Manager opens a session without an open port',
  url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html',
};

export const SSH: LoginPort = { port: 22, protocols: ['tcp'], name: 'SSH' };

/** Ingress rules that allow all of IPv4 or IPv6 on a port of logins, in any form. */
export function worldOpenRules(login: LoginPort): Check {
  return each(allRules, (rules, file) => reportsOf(rules, file, login));
}

function* reportsOf(
  rules: readonly SecurityGroupRule[],
  file: CheckedFile,
  login: LoginPort,
): Generator<Report> {
  const { network } = file;
  for (const rule of rules) {
    if (rule.direction !== 'ingress' || rule.peer.kind !== 'cidr') continue;
    const { cidr } = rule.peer;
    if (cidr.kind !== 'known' || cidr.value.prefix !== 0 || !opens(rule, login)) continue;
    if (isOfNothingToLogInTo(rule.group, login, network)) continue;
    const { protocol, ports } = rule;
    const group = rule.group.kind === 'known' ? rule.group.value.id : rule.resource;
    yield {
      at: cidr.at,
      resource: rule.resource,
      defaults: defaultsOf(protocol, ports, cidr),
      message: `${group} allows anyone on the internet (${formatCidr(cidr.value)}) to try to log in over ${login.name} (${portText(rule, login)}).`,
      fixes: [...ownAddress({ rule, cidr }, file), ...bastionGroups({ rule, cidr }, file)],
      pages: [SESSION_MANAGER],
      ...(opensEveryPort(rule)
        ? { cause: { rule: 'sg-world-every-port', at: cidr.at } }
        : login.besides &&
          opens(rule, login.besides.login) && { cause: { rule: login.besides.rule, at: cidr.at } }),
    };
  }
}

function isOfNothingToLogInTo(group: Field<Target>, login: LoginPort, network: Network): boolean {
  return isOfNothingThatAnswers(group, (balancer) => mayListenOn(login.port, balancer, network), network);
}

/**
 * True where all that is behind the group, as far as the file says, are functions, which take no connections
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html), and load balancers that do not answer.
 */
export function isOfNothingThatAnswers(
  group: Field<Target>,
  answers: (balancer: LoadBalancer) => boolean,
  network: Network,
): boolean {
  const key = keyOfField(group);
  if (key === undefined || network.exportedIds.has(key)) return false;
  const users = groupUsers(network).get(key) ?? [];
  const isInTemplate = [...network.launchTemplates.values()].some(
    ({ securityGroups }) =>
      securityGroups.kind === 'known' && securityGroups.items.some((item) => keyOfField(item) === key),
  );
  return (
    users.length > 0 &&
    !isInTemplate &&
    users.every((id) => {
      const user = network.workloads.get(id);
      return user?.kind === 'function' || (user?.kind === 'load-balancer' && !answers(user));
    })
  );
}

function mayListenOn(port: number, balancer: LoadBalancer, network: Network): boolean {
  const listeners = [...network.listeners.values()].filter(
    ({ loadBalancer, listener }) =>
      // Rules of listeners have no ports.
      listener.kind === 'absent' &&
      (loadBalancer.kind === 'unknown' || keyOfField(loadBalancer) === balancer.id),
  );
  return [...balancer.listeningPorts, ...listeners].some(
    (one) => one.port.kind !== 'known' || one.port.value === port,
  );
}

/** Whether a rule opens every TCP port. */
export function opensEveryPort({ protocol, ports }: SecurityGroupRule): boolean {
  if (protocol.kind !== 'known') return false;
  if (protocol.value === 'all') return true;
  return (
    protocol.value === 'tcp' && ports.kind === 'known' && ports.value.from <= 1 && ports.value.to === 65_535
  );
}

function opens({ protocol, ports }: SecurityGroupRule, login: LoginPort): boolean {
  if (protocol.kind !== 'known') return false;
  if (protocol.value === 'all') return true;
  if (!login.protocols.some((name) => name === protocol.value) || ports.kind !== 'known') return false;
  return ports.value.from <= login.port && login.port <= ports.value.to;
}

/** The port, and why a rule that does not name it opens it. */
function portText({ protocol, ports }: SecurityGroupRule, login: LoginPort): string {
  if (protocol.kind === 'known' && protocol.value === 'all')
    return `${login.port}; protocol -1 includes every port`;
  if (ports.kind !== 'known' || ports.value.from === ports.value.to) return `${login.port}`;
  return `ports ${ports.value.from}–${ports.value.to} include ${login.port}`;
}
