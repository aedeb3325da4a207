import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace, removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource, resourceOfTypes } from '../shared/resources/typedResources.ts';

/** An instance of a cluster with another engine than the cluster, or in another subnet group. */
export default defineRule({
  id: 'db-member-engine',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance has another engine or subnet group than its cluster',
  why: 'All instances of a cluster have the engine of the cluster, and are in its subnet group. RDS rejects an instance with another engine with InvalidParameterCombination, and one of another subnet group with "Subnet group … is different from subnet group of cluster …", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://github.com/hashicorp/terraform-provider-aws/pull/14037',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/336',
  ],

  check: eachResource(['AWS::RDS::DBInstance'], function* ({ object, property }, file) {
    const [engine, member] = [property('Engine'), property('DBClusterIdentifier')];
    if (member.kind !== 'reference') return;
    const cluster = resourceOfTypes(file, member.resource, ['AWS::RDS::DBCluster']);
    const places = cluster?.property('DBSubnetGroupName');
    const place = property('DBSubnetGroupName');
    if (place.kind === 'reference' && places?.kind === 'reference' && place.resource !== places.resource)
      yield {
        at: place.at,
        resource: object.id,
        message: `${object.id} is in the subnet group ${place.resource}, and its cluster ${member.resource} in ${places.resource}. RDS rejects ${object.id}.`,
        related: [{ at: places.at, message: `The subnet group of ${member.resource} is here` }],
        fixes: removalFix(object.properties, 'DBSubnetGroupName'),
      };
    const wanted = cluster?.property('Engine');
    if (engine.kind !== 'known' || wanted?.kind !== 'known') return;
    if (wanted.text.toLowerCase() === engine.text.toLowerCase()) return;
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
