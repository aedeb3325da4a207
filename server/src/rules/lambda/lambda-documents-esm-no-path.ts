import { find } from '../../network/lookup.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { blockedServices, relatedOf } from '../reaching.ts';

/** An event source mapping on a DocumentDB cluster from whose subnets Lambda cannot be called. */
export default defineRule({
  id: 'lambda-documents-esm-no-path',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The DocumentDB cluster's subnets have no route to Lambda",
  why: 'Lambda polls the change stream of a DocumentDB cluster from the subnets and with the security groups of the cluster, never from those of the function. From there it calls Lambda, and Secrets Manager for the password. Without a NAT gateway or endpoints for these services the mapping delivers no events.',
  howToFix: "Add a NAT gateway, or interface endpoints for the named services, to the cluster's subnets.",
  whenToIgnore: 'If the route or the endpoints are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb-tutorial.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const mapping of network.eventSourceMappings.values()) {
      const cluster = find(network.workloads, mapping.source);
      if (cluster?.type !== 'AWS::DocDB::DBCluster') continue;
      const services = ['lambda', ...(mapping.usesSecret ? ['secretsmanager'] : [])];
      const cutOff = blockedServices(network, cluster, services);
      const [first] = cutOff;
      if (!first) continue;
      yield {
        at: mapping.at,
        resource: mapping.resource,
        defaults: first.answer.defaults,
        message: `${mapping.id} reads ${cluster.id}, whose subnets have no route to ${listed(cutOff.map(({ name }) => name))}, so it delivers no events.`,
        related: [
          { at: cluster.at, message: `${mapping.id} reads this cluster` },
          ...relatedOf(first.answer.blockedBy),
        ],
      };
    }
  },
});
