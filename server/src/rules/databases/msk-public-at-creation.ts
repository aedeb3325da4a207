import { booleanField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A Kafka cluster with public access or VPC connectivity, which only an update can turn on. */
export default defineRule({
  id: 'msk-public-at-creation',
  area: 'databases',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Kafka cluster has a kind of access that it cannot have from the start',
  why: 'MSK turns public access and the private connectivity of other VPCs on in an update of a cluster alone. A stack that creates the cluster with SERVICE_PROVIDED_EIPS fails with "When creating a cluster, the only valid value for the Type parameter in PublicAccess is DISABLED", and one with VpcConnectivity with "all vpcConnectivity auth schemes must be disabled".',
  howToFix: 'Create the cluster without it, and turn it on in the next update of the stack.',
  whenToIgnore: 'If the cluster exists already.',
  sources: [
    'https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/31271',
    'https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-turn-on.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1775',
  ],

  check: eachResource(['AWS::MSK::Cluster'], function* ({ object, property }) {
    const access = valueAtPath(property, `${INFO}.PublicAccess.Type`);
    if (hasText(access, 'SERVICE_PROVIDED_EIPS'))
      yield {
        at: access.at,
        resource: object.id,
        defaults: access.defaults,
        message: `${object.id} has public access. MSK accepts that in an update, and rejects it when the stack creates ${object.id}.`,
      };
    const schemes = ['Sasl.Iam', 'Sasl.Scram', 'Tls'].map((name) =>
      booleanField(valueAtPath(property, `${INFO}.VpcConnectivity.ClientAuthentication.${name}.Enabled`)),
    );
    const on = schemes.find((one) => one.kind === 'known' && one.value);
    if (on?.kind !== 'known') return;
    yield {
      at: on.at,
      resource: object.id,
      defaults: on.defaults,
      message: `${object.id} has VpcConnectivity. MSK accepts that in an update, and rejects it when the stack creates ${object.id}.`,
    };
  }),
});

const INFO = 'BrokerNodeGroupInfo.ConnectivityInfo';
