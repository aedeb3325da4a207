import { keyOfField } from '../../network/lookup.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { clientsIn, uses } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';

/** A gateway endpoint whose clients' groups allow nothing to the service's public addresses. */
export default defineRule({
  id: 'gateway-endpoint-sg-egress',
  area: 'endpoints',
  // G46 is rated High.
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The clients' security groups block outbound traffic to the gateway endpoint",
  why: 'A gateway endpoint changes the route, not the address: S3 and DynamoDB keep their public addresses. A security group with egress only to the VPC drops the packets before they reach the route. It must allow outbound port 443 to the prefix list of the service or to 0.0.0.0/0.',
  whenToIgnore: 'If the clients do not call the service.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html', 'EP-03', 'G46'],

  *check(file) {
    const { network } = file;
    for (const endpoint of network.endpoints.values()) {
      const { service } = endpoint;
      if (!isGateway(endpoint) || service.kind !== 'known' || !service.value.isAws) continue;
      const { name } = service.value;
      for (const client of clientsIn(network, keyOfField(endpoint.vpc))) {
        if (!uses(client, name, network)) continue;
        const answer = blockedAnswer(network, workload(client.id), { kind: 'service', name });
        if (!answer) continue;
        const isOnTheWay = answer.hops.some(({ resource }) => resource === endpoint.id);
        const isByGroup = answer.blockedBy.every(
          ({ change }) => change.kind === 'allow-in-group' && change.direction === 'egress',
        );
        if (!isOnTheWay || !isByGroup) continue;
        const [first] = answer.blockedBy;
        yield {
          at: endpoint.at,
          resource: endpoint.id,
          defaults: answer.defaults,
          message: `${client.id} cannot use ${endpoint.id}: ${clauseOf(first!.reason)}. A gateway endpoint keeps the public addresses of ${name}, so calls to ${name} time out.`,
          related: [...relatedOf(answer.blockedBy), { at: client.at, message: `${client.id} uses ${name}` }],
          fixes: fixesOfBlockers(answer.blockedBy, endpoint.id, file),
        };
      }
    }
  },
});
