import { uniqueByChange } from '../../changes/changeKey.ts';
import type { Answer } from '../../reach/question.ts';
import { privateDnsOf } from '../../reach/routing/services/services.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { failingSubnets, fixesOf, relatedOf } from '../reaching.ts';
import { blockedClients, hasNoGroup, serviceName } from '../shared/traffic/endpointClients.ts';

/** An interface endpoint that the service's name leads to, and that does not let the clients in. */
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
      if (privateDnsOf(endpoint, network) !== 'yes') continue;
      // Without a group of its own it is endpoint-default-sg's.
      if (hasNoGroup(endpoint)) continue;
      const blocked = blockedClients(endpoint, network);
      const [first] = blocked;
      if (!first) continue;
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
        fixes: fixesOf(uniqueBlockers(blocked.map(({ answer }) => answer)), endpoint.id, file),
      };
    }
  },
});

function uniqueBlockers(answers: readonly Answer[]) {
  const all = answers.flatMap(({ blockedBy }) => blockedBy);
  return uniqueByChange(all);
}
