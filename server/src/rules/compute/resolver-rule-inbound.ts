import { defineRule } from '../defineRule.ts';
import { eachResource, resourceOfTypes } from '../shared/resources/typedResources.ts';

/** A rule that forwards queries through an endpoint for queries from elsewhere. */
export default defineRule({
  id: 'resolver-rule-inbound',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resolver rule forwards through an inbound endpoint',
  why: 'An inbound endpoint answers queries that come from other networks. Queries for other networks leave through an outbound endpoint, which ResolverEndpointId of a forwarding rule names. Nothing is forwarded through an inbound one.',
  howToFix: 'Name an endpoint with Direction OUTBOUND; add one if there is none.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network.html',
  ],

  check: eachResource(['AWS::Route53Resolver::ResolverRule'], function* ({ object, property }, file) {
    const endpoint = property('ResolverEndpointId');
    if (endpoint.kind !== 'reference') return;
    const named = resourceOfTypes(file, endpoint.resource, ['AWS::Route53Resolver::ResolverEndpoint']);
    const direction = named?.property('Direction');
    if (direction?.kind !== 'known' || !direction.text.startsWith('INBOUND')) return;
    yield {
      at: endpoint.at,
      resource: object.id,
      defaults: direction.defaults,
      message: `${object.id} forwards through ${endpoint.resource}, an inbound endpoint. Queries leave only through outbound endpoints.`,
      related: [{ at: direction.at, message: `${endpoint.resource} is inbound` }],
    };
  }),
});
