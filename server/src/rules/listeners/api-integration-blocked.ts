import { find, keyOfField } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { causeOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, firstBlocker, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A private integration whose VPC link cannot reach the listener that it names. */
export default defineRule({
  id: 'api-integration-blocked',
  area: 'listeners',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC link cannot reach the load balancer of the private integration',
  why: 'API Gateway calls the listener of a private integration from network interfaces in the subnets and with the security groups of the VPC link. Where the groups of the link do not allow the port outbound, or those of the load balancer do not allow it inbound, requests fail with 503 Service Unavailable.',
  whenToIgnore: 'If rules for the VPC link are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
    'SG-01',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::ApiGatewayV2::Integration'])) {
      const link = find(network.workloads, targetField(property('ConnectionId')));
      const uri = property('IntegrationUri');
      if (uri.kind !== 'reference') continue;
      const listener = network.listeners.get(uri.resource);
      const balancer = listener && find(network.workloads, listener.loadBalancer);
      if (link?.kind !== 'vpc-connector' || !balancer || listener.port.kind !== 'known') continue;
      const port = listener.port.value;
      const answer = blockedAnswer(network, workload(link.id), workload(balancer.id), { port });
      if (!answer) continue;
      yield {
        at: uri.at,
        resource: object.id,
        defaults: [...answer.defaults, ...listener.port.defaults],
        message: `${link.id} cannot reach ${keyOfField(listener.loadBalancer)} on ${port}: ${firstBlocker(answer.blockedBy)}. Requests to ${object.id} fail with 503.`,
        related: relatedOf(answer.blockedBy),
        fixes: fixesOfBlockers(answer.blockedBy, object.id, file),
        ...causeOf(answer.blockedBy, network),
      };
    }
  },
});
