import { integerField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { subnetsInOneZone } from '../shared/placement/zoneTwice.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Kafka brokers that cannot be spread evenly over their subnets, or that have two subnets in one zone. */
export default defineRule({
  id: 'msk-broker-subnets',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Kafka brokers do not match their subnets',
  why: 'Amazon MSK puts the same number of brokers into each of two or three subnets, which are in different Availability Zones. It rejects more subnets, subnets of one zone and a number of brokers that is no multiple of the number of subnets, and with it the stack.',
  howToFix: 'Make the number of brokers a multiple of the number of subnets, with one subnet in a zone.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-msk-cluster-brokernodegroupinfo.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html',
    'https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/9658',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::MSK::Cluster'])) {
      const cluster = file.network.workloads.get(object.id);
      if (cluster)
        yield* subnetsInOneZone(
          // Without properties, so that there is no fix: which subnet is wrong is for the user to decide.
          { ...cluster, properties: undefined },
          cluster.subnets,
          'ClientSubnets',
          'Amazon MSK accepts only one subnet in a zone.',
          file,
        );
      yield* wrongNumbers(object, property);
    }
  },
});

/** https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html */
const MOST_SUBNETS = 3;

function* wrongNumbers(
  { id, properties }: ResourceReader['object'],
  property: ResourceReader['property'],
): Generator<Report> {
  const subnets = valueAtPath(property, 'BrokerNodeGroupInfo.ClientSubnets');
  const isMany = subnets.kind === 'list' && !subnets.hasGaps && subnets.items.length > MOST_SUBNETS;
  if (isMany && subnets.items.every(({ kind }) => kind === 'reference' || kind === 'known')) {
    yield {
      at: subnets.at,
      resource: id,
      defaults: [...new Set(defaultsOfValue(subnets))],
      message: `${id} has ${subnets.items.length} subnets, and Amazon MSK accepts two or three. It rejects the cluster.`,
    };
    return;
  }
  const written = property('NumberOfBrokerNodes');
  const brokers = integerField(written);
  if (brokers.kind !== 'known' || subnets.kind !== 'list' || subnets.hasGaps) return;
  const count = subnets.items.length;
  if (count < 2 || brokers.value % count === 0) return;
  if (!subnets.items.every(({ kind }) => kind === 'reference' || kind === 'known')) return;
  const next = brokers.value + count - (brokers.value % count);
  yield {
    at: brokers.at,
    resource: id,
    defaults: [...brokers.defaults, ...defaultsOfValue(subnets)],
    message: `${id} has ${brokers.value === 1 ? 'one broker' : `${brokers.value} brokers`} over ${count} subnets. Amazon MSK needs a multiple of ${count}.`,
    fixes: settingFix(properties, 'NumberOfBrokerNodes', next, `Change to ${next}`),
    related: [{ at: subnets.at, message: `There are ${count} subnets` }],
  };
}
