import { fieldIn, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A policy by address on a search domain in a VPC. */
export default defineRule({
  id: 'search-domain-address-policy',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The search domain in a VPC has an access policy by address',
  why: 'The security groups of a domain in a VPC decide which addresses reach it. OpenSearch Service rejects an access policy with aws:SourceIp there: "You can\'t attach an IP-based policy to a domain that has a VPC endpoint", and the stack fails.',
  howToFix: 'Remove the condition, and allow the addresses in the security group.',
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html',
    'https://github.com/clouddrove/terraform-aws-elasticsearch/issues/11',
  ],

  check: eachResource(
    ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'],
    function* ({ object, property }) {
      const subnets = valueAtPath(property, 'VPCOptions.SubnetIds');
      if (subnets.kind !== 'list' || subnets.items.length === 0) return;
      for (const statement of itemsOf(valueAtPath(property, 'AccessPolicies.Statement'))) {
        const at = sourceIpIn(fieldIn(statement, 'Condition'));
        if (!at) continue;
        yield {
          at,
          resource: object.id,
          message: `${object.id} is in a VPC, and its access policy has a condition on aws:SourceIp. AWS rejects it.`,
        };
        return;
      }
    },
  ),
});

/** Where a condition on the address of the client is written. */
function sourceIpIn(condition: Value): { readonly start: number; readonly end: number } | undefined {
  if (condition.kind !== 'fields') return undefined;
  for (const [operator, keys] of condition.fields) {
    if (!/IpAddress/i.test(operator) || keys.kind !== 'fields') continue;
    if ([...keys.fields.keys()].some((key) => key.toLowerCase() === 'aws:sourceip')) return keys.at;
  }
  return undefined;
}
