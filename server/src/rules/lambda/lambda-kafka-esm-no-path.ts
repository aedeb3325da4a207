import { listed } from '../../network/listed.ts';
import { find } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';
import { ask, isCertain, relatedOf, workload } from '../reaching.ts';

/** An event source mapping on a Kafka cluster from whose subnets Lambda cannot be called. */
export default defineRule({
  id: 'lambda-kafka-esm-no-path',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The Kafka cluster's subnets have no way to Lambda",
  why: "Lambda reads a Kafka cluster from within the cluster's own VPC: the pollers use the subnets and security groups of the cluster, not those of the function. From there they call Lambda and STS, and Secrets Manager where the mapping signs in with a secret. Without a NAT gateway or endpoints for these the mapping stays in trouble and delivers nothing.",
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html',
    'G15',
  ],

  *check({ network }) {
    for (const mapping of network.eventSourceMappings.values()) {
      const cluster = find(network.workloads, mapping.source);
      if (cluster?.kind !== 'broker' || !cluster.type.startsWith('AWS::MSK::')) continue;
      const services = ['lambda', 'sts', ...(mapping.usesSecret ? ['secretsmanager'] : [])];
      const answers = services.map((name) => ({
        name,
        answer: ask(network, workload(cluster.id), { kind: 'service', name }),
      }));
      const cutOff = answers.filter(
        ({ answer }) => answer?.verdict === 'blocked' && isCertain(answer, network),
      );
      const [first] = cutOff;
      if (!first?.answer) continue;
      yield {
        at: mapping.at,
        resource: mapping.id,
        defaults: first.answer.defaults,
        message: `${mapping.id} reads ${cluster.id}, whose subnets have no way to ${listed(cutOff.map(({ name }) => name))}. The mapping delivers nothing.`,
        related: [
          { at: cluster.at, message: `${cluster.id} is the cluster` },
          ...relatedOf(first.answer.blockedBy),
        ],
      };
    }
  },
});
