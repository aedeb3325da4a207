import { booleanField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** PubliclyAccessible on a cluster of Aurora, which has it on its instances. */
export default defineRule({
  id: 'aurora-cluster-public',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'An Aurora cluster sets PubliclyAccessible, which only its instances have',
  why: 'Only Multi-AZ DB clusters have a PubliclyAccessible of their own. In Aurora each instance has it. RDS was seen to reject a cluster with "PubliclyAccessible isn\'t supported for DB engine aurora-postgresql"; the stack then fails.',
  howToFix: 'Set PubliclyAccessible on the instances of the cluster.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
    'https://github.com/aws-samples/aws-refarch-moodle/issues/65',
  ],

  check: eachResource(['AWS::RDS::DBCluster'], function* ({ object, property }) {
    const [engine, access] = [property('Engine'), booleanField(property('PubliclyAccessible'))];
    if (engine.kind !== 'known' || !/^aurora(?:-|$)/.test(engine.text)) return;
    if (access.kind !== 'known' || !access.value) return;
    yield {
      at: access.at,
      resource: object.id,
      defaults: [...engine.defaults, ...access.defaults],
      message: `${object.id} sets PubliclyAccessible, which a cluster of ${engine.text} does not support. The stack may fail.`,
      related: [{ at: engine.at, message: `The engine is ${engine.text}` }],
      fixes: removalFix(object.properties, 'PubliclyAccessible'),
    };
  }),
});
