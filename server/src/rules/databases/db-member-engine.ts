import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource, resourceOfTypes } from '../shared/resources/typedResources.ts';

/** An instance of a cluster with another engine than the cluster. */
export default defineRule({
  id: 'db-member-engine',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance has another engine than its cluster',
  why: 'All instances of a cluster have the engine of the cluster. RDS rejects an instance with another one with InvalidParameterCombination, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://github.com/hashicorp/terraform-provider-aws/pull/14037',
  ],

  check: eachResource(['AWS::RDS::DBInstance'], function* ({ object, property }, file) {
    const [engine, member] = [property('Engine'), property('DBClusterIdentifier')];
    if (engine.kind !== 'known' || member.kind !== 'reference') return;
    const cluster = resourceOfTypes(file, member.resource, ['AWS::RDS::DBCluster']);
    const wanted = cluster?.property('Engine');
    if (wanted?.kind !== 'known' || wanted.text.toLowerCase() === engine.text.toLowerCase()) return;
    yield {
      at: engine.at,
      resource: object.id,
      defaults: [engine, wanted].flatMap(defaultsOfValue),
      message: `${object.id} has the engine ${engine.text}, and its cluster ${member.resource} has ${wanted.text}. RDS rejects ${object.id}.`,
      related: [{ at: wanted.at, message: `The engine of ${member.resource} is here` }],
      fixes: changeTo(literalInPlace(engine), wanted.text, true),
    };
  }),
});
