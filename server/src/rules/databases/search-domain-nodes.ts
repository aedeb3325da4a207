import { defaultsOf } from '../../network/field.ts';
import { booleanField, integerField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

const CONFIGS: Readonly<Record<string, string>> = table({
  'AWS::OpenSearchService::Domain': 'ClusterConfig',
  'AWS::Elasticsearch::Domain': 'ElasticsearchClusterConfig',
});

/** A search domain whose nodes do not go over its zones. */
export default defineRule({
  id: 'search-domain-nodes',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The nodes of the search domain do not go over its zones',
  why: 'With zone awareness OpenSearch places data nodes in two or three Availability Zones: an even number in two, and at least three in three. It rejects anything else with "You must choose an even number of data nodes for a two Availability Zone deployment", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html',
    'https://github.com/aws-amplify/amplify-category-api/issues/1146',
    'https://github.com/cloudposse/terraform-aws-elasticsearch/issues/192',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/116',
  ],

  check: eachResource(Object.keys(CONFIGS), function* ({ object, property, resource }) {
    const read = (name: string) => valueAtPath(property, `${CONFIGS[resource.type]!}.${name}`);
    const aware = booleanField(read('ZoneAwarenessEnabled'));
    const zones = integerField(read('ZoneAwarenessConfig.AvailabilityZoneCount'));
    const written = read('InstanceCount');
    const nodes = integerField(written);
    if (aware.kind !== 'known' || !aware.value || nodes.kind !== 'known' || zones.kind === 'unknown') return;
    const wanted = zones.kind === 'known' ? zones.value : 2;
    const isOdd = wanted === 2 && nodes.value % 2 === 1;
    if (nodes.value >= wanted && !isOdd) return;
    const count = nodes.value === 1 ? 'one data node' : `${nodes.value} data nodes`;
    const rule = wanted === 2 ? 'an even number' : `at least ${wanted}`;
    yield {
      at: nodes.at,
      resource: object.id,
      defaults: defaultsOf(aware, zones, nodes),
      message: `${object.id} has ${count} for ${wanted} zones. OpenSearch accepts only ${rule}, and rejects ${object.id}.`,
      related: [{ at: aware.at, message: 'Zone awareness is on here' }],
      fixes:
        written.kind === 'known'
          ? changeTo(literalInPlace(written), String(Math.max(wanted, nodes.value + 1)), false)
          : [],
    };
  }),
});
