import { workloadsOf } from '../../network/workload.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { subnetsInOneZone } from '../shared/placement/zoneTwice.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A private cluster of RabbitMQ with two subnets of one zone. */
export default defineRule({
  id: 'broker-zone-twice',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The RabbitMQ cluster has two subnets in one Availability Zone',
  why: 'Amazon MQ reaches the subnets of a private RabbitMQ cluster by a VPC endpoint, which has one network interface per zone. It accepts several subnets only in different zones and otherwise fails to create the endpoint, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html',
  ],

  *check(file) {
    const clusters = new Set(
      existingResources(file, ['AWS::AmazonMQ::Broker'])
        .filter(({ property }) => {
          const mode = property('DeploymentMode');
          // two-zones-needed checks the number of subnets of the other modes.
          return hasText(mode, 'CLUSTER_MULTI_AZ') && mode.defaults.length === 0;
        })
        .map(({ object }) => object.id),
    );
    for (const broker of workloadsOf(file.network, 'broker')) {
      if (!clusters.has(broker.id) || broker.isHosted) continue;
      const consequence = 'Amazon MQ rejects a cluster with two subnets in one zone.';
      yield* subnetsInOneZone(broker, broker.subnets, 'SubnetIds', consequence, file);
    }
  },
});
