import { HTTPS_SERVICES, OTHER_PORTS } from '../../aws/services.ts';
import { uniqueByChange } from '../../changes/changeKey.ts';
import { defaultsOf } from '../../network/field.ts';
import type { Network, VpcEndpoint } from '../../network/model.ts';
import type { Answer } from '../../reach/question.ts';
import { privateDnsOf } from '../../reach/routing/services/services.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import { groupName, trafficOfRule } from '../../wording/ruleWords.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { failingSubnets, fixesOfBlockers, relatedOf } from '../reaching.ts';
import { blockedClients, hasNoGroup, serviceName } from '../shared/traffic/endpointClients.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** An interface endpoint to which the service's name resolves, and whose groups do not allow the clients. */
export default defineRule({
  id: 'endpoint-sg-blocks-client',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The endpoint's security groups block its clients",
  why: 'With private DNS the service name resolves to the interface endpoint for the whole VPC, including clients that used a NAT gateway before. The endpoint listens on port 443, and its security groups must allow that port from the clients.',
  whenToIgnore: 'If rules for the clients are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'EP-05',
    'EP-07',
    'SG-03',
    'G43',
  ],

  *check(file) {
    const { network } = file;
    for (const endpoint of network.endpoints.values()) {
      if (endpoint.type.kind !== 'known' || endpoint.type.value !== 'Interface') continue;
      // endpoint-default-sg reports an endpoint without its own group.
      if (hasNoGroup(endpoint)) continue;
      const blocked = privateDnsOf(endpoint, network) === 'yes' ? blockedClients(endpoint, network) : [];
      const [first] = blocked;
      if (!first) {
        yield* closedToAll(endpoint, network);
        continue;
      }
      const names = blocked.map(({ client }) => client.id);
      const isPartial = blocked.every(({ answer }) => answer.verdict === 'partial');
      const failing = [...new Set(blocked.flatMap(({ answer }) => failingSubnets(answer)))];
      yield {
        at: endpoint.at,
        resource: endpoint.id,
        defaults: first.answer.defaults,
        message: `${listed(names, 3)} cannot reach ${endpoint.id}${isPartial ? ` from ${listed(failing)}` : ''}: ${clauseOf(first.answer.blockedBy[0]!.reason)}. ${isPartial ? 'Some calls' : 'Calls'} to ${serviceName(endpoint)} time out.`,
        related: [
          ...relatedOf(first.answer.blockedBy),
          ...blocked.map(({ client }) => ({
            at: client.at,
            message: `${client.id} cannot connect to ${endpoint.id}`,
          })),
        ],
        fixes: fixesOfBlockers(uniqueBlockers(blocked.map(({ answer }) => answer)), endpoint.id, file),
      };
    }
  },
});

/** An endpoint whose groups have rules, but none for HTTPS: no client can connect. */
function* closedToAll(endpoint: VpcEndpoint, network: Network): Generator<Report> {
  const { service } = endpoint;
  const isHttps =
    service.kind === 'known' &&
    service.value.isAws &&
    HTTPS_SERVICES.has(service.value.name) &&
    !OTHER_PORTS[service.value.name];
  const rules = isHttps ? allInboundRules(endpoint.id, network) : undefined;
  // The rules of a group without any may be added later.
  if (!rules || rules.length === 0 || rules.some((rule) => mayAllow(rule, HTTPS))) return;
  const groups = [...new Set(rules.map(groupName))];
  yield {
    at: endpoint.at,
    resource: endpoint.id,
    defaults: defaultsOf(service, ...rules.flatMap(({ protocol, ports }) => [protocol, ports])),
    message: `${endpoint.id} listens on ${HTTPS}, and ${listed(groups)} ${groups.length === 1 ? 'allows' : 'allow'} only ${listed([...new Set(rules.map(trafficOfRule))], 4)}. HTTPS calls to ${serviceName(endpoint)} time out.`,
    related: rules.map((rule) => ({
      at: rule.at,
      message: `${groupName(rule)} allows ${trafficOfRule(rule)}`,
    })),
  };
}

const HTTPS = 443;

function uniqueBlockers(answers: readonly Answer[]) {
  const all = answers.flatMap(({ blockedBy }) => blockedBy);
  return uniqueByChange(all);
}
