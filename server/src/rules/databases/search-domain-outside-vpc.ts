import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A search domain with a public endpoint. */
export default defineRule({
  id: 'search-domain-outside-vpc',
  area: 'databases',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The search domain is not in a VPC',
  why: 'Without VPCOptions an OpenSearch domain has an endpoint on the internet, and its access policy alone keeps others out. A domain cannot be moved into a VPC later.',
  howToFix: 'Make a new domain with VPCOptions and move the data.',
  whenToIgnore: 'If the domain has to be public and its access policy names who may use it.',
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html',
    'DB-05',
  ],

  *check(file) {
    const types = ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'];
    for (const { object, property } of existingResources(file, types)) {
      if (property('VPCOptions').kind !== 'absent') continue;
      yield {
        at: object.at,
        resource: object.id,
        message: `${object.id} has no VPCOptions. Its endpoint is on the internet.`,
      };
    }
  },
});
