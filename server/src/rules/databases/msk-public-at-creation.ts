import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A Kafka cluster with public access, which only an update can turn on. */
export default defineRule({
  id: 'msk-public-at-creation',
  area: 'databases',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Kafka cluster has public access, which it cannot have from the start',
  why: 'MSK turns public access on in an update of a cluster alone. A stack that creates the cluster with SERVICE_PROVIDED_EIPS fails with "When creating a cluster, the only valid value for the Type parameter in PublicAccess is DISABLED".',
  howToFix: 'Create the cluster with DISABLED, and turn public access on in the next update of the stack.',
  whenToIgnore: 'If the cluster exists already.',
  sources: [
    'https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/31271',
  ],

  check: eachResource(['AWS::MSK::Cluster'], function* ({ object, property }) {
    const access = valueAtPath(property, 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type');
    if (access.kind !== 'known' || access.text !== 'SERVICE_PROVIDED_EIPS') return;
    yield {
      at: access.at,
      resource: object.id,
      defaults: access.defaults,
      message: `${object.id} has public access. MSK accepts that in an update, and rejects it when the stack creates ${object.id}.`,
    };
  }),
});
