import { areSameTarget, defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { VpcEndpoint } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';

/** Two interface endpoints of one service in one VPC, both with private DNS. */
export default defineRule({
  id: 'endpoint-private-dns-twice',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two endpoints in the VPC have private DNS for the same service',
  why: 'Private DNS makes the service name resolve to one endpoint, so a VPC can have only one endpoint with private DNS for each service. EC2 rejects the second one with "there is already a conflicting DNS domain", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
    'https://repost.aws/knowledge-center/vpc-interface-endpoint-domain-conflict',
  ],
  cfnLint: 'E3064',

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const endpoints = [...network.endpoints.values()].filter(
      ({ type, privateDns, serviceRegion }) =>
        type.kind === 'known' &&
        type.value === 'Interface' &&
        privateDns.kind === 'known' &&
        privateDns.value &&
        serviceRegion.kind === 'absent',
    );
    for (const [index, endpoint] of endpoints.entries()) {
      const { privateDns } = endpoint;
      const earlier = endpoints.slice(0, index).find((one) => isRival(one, endpoint));
      if (!earlier || privateDns.kind !== 'known' || earlier.privateDns.kind !== 'known') continue;
      yield {
        at: privateDns.at,
        resource: endpoint.id,
        defaults: defaultsOf(
          ...[earlier, endpoint].flatMap((one) => [one.type, one.privateDns, one.service, one.vpc]),
        ),
        message: `${earlier.id} and ${endpoint.id} both have private DNS for ${endpoint.service.kind === 'known' ? endpoint.service.value.name : 'one service'} in ${keyOfField(endpoint.vpc)}. EC2 rejects the second.`,
        related: [{ at: earlier.privateDns.at, message: `${earlier.id} already has private DNS` }],
        fixes: settingFix(
          endpoint.properties,
          'PrivateDnsEnabled',
          false,
          `Set PrivateDnsEnabled of ${endpoint.id} to false`,
        ),
      };
    }
  },
});

function isRival(a: VpcEndpoint, b: VpcEndpoint): boolean {
  if (!areSameTarget(a.vpc, b.vpc)) return false;
  if (a.service.kind !== 'known' || b.service.kind !== 'known') return false;
  return a.service.value.name === b.service.value.name && a.service.value.isAws === b.service.value.isAws;
}
