import { isInAvailabilityZone, listedSubnets, zoneName } from '../../network/analysis/subnets/zones.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { isSameZone } from '../../network/model.ts';
import { listed as wordsOf } from '../../wording/listed.ts';
import { clientsIn, uses } from '../clients.ts';
import { defineRule } from '../defineRule.ts';

/** An interface endpoint without a subnet in a zone of those who use it. */
export default defineRule({
  id: 'endpoint-az-gap',
  area: 'endpoints',
  severity: 'info',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The endpoint is not in every zone of its clients',
  why: 'Clients of a zone without a network interface of the endpoint use that of another zone. It works and costs for each gigabyte, and stops when that zone fails.',
  howToFix: 'Add a subnet of that zone to SubnetIds.',
  whenToIgnore: 'If the cost of one more network interface outweighs the transfer between zones.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'EP-02',
    'G45',
  ],

  *check({ network }) {
    for (const endpoint of network.endpoints.values()) {
      const { id, at, type, service, subnets } = endpoint;
      if (type.kind !== 'known' || type.value !== 'Interface' || service.kind !== 'known') continue;
      const own = listedSubnets(subnets, network)?.map(({ subnet }) => subnet);
      const vpc = keyOfField(endpoint.vpc);
      if (!own || own.length === 0 || vpc === undefined) continue;
      const clients = clientsIn(network, vpc).filter((one) => uses(one, service.value.name, network));
      const all = clients.flatMap((one) => placements(network).get(one.id)!.subnets);
      const far = [...new Set(all)].filter(
        (subnet) =>
          isInAvailabilityZone(subnet) &&
          own.every((one) => one && isSameZone(one.zone, subnet.zone) === 'no'),
      );
      const users = clients.filter((one) =>
        placements(network)
          .get(one.id)!
          .subnets.some((subnet) => far.includes(subnet)),
      );
      if (far.length === 0) continue;
      const zones = [...new Set(far.map(({ zone }) => zoneName(zone)))];
      yield {
        at,
        resource: id,
        defaults: defaultsOf(type, ...far.map(({ zone }) => zone)),
        message: `${id} has no subnet in ${wordsOf(zones)}, where ${wordsOf(
          users.map((one) => one.id),
          3,
        )} ${users.length === 1 ? 'uses' : 'use'} it. ${users.length === 1 ? 'Its' : 'Their'} calls cross zones.`,
        related: far.map((subnet) => ({
          at: subnet.at,
          message: `${subnet.id} is in ${zoneName(subnet.zone)}`,
        })),
      };
    }
  },
});
