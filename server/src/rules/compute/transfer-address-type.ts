import { fieldIn } from '../../network/template/fieldOfValue.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Elastic IP addresses for a Transfer Family server whose endpoint type has none. */
export default defineRule({
  id: 'transfer-address-type',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The endpoint type of the transfer server does not support Elastic IP addresses',
  why: 'AddressAllocationIds gives a Transfer Family server public addresses in its subnets. They go with EndpointType VPC alone; AWS rejects them with PUBLIC, which is the default, and with VPC_ENDPOINT.',
  howToFix: 'Write EndpointType: VPC, or remove AddressAllocationIds.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-transfer-server-endpointdetails.html',
    'https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html',
  ],

  check: eachResource(['AWS::Transfer::Server'], function* ({ object, property }) {
    const [type, details] = [property('EndpointType'), property('EndpointDetails')];
    const given = fieldIn(details, 'AddressAllocationIds');
    if (given.kind !== 'list' || given.items.length === 0) return;
    if (type.kind !== 'absent' && (type.kind !== 'known' || type.text === 'VPC')) return;
    const written = type.kind === 'known' ? type.text : 'PUBLIC by default';
    yield {
      at: type.kind === 'known' ? type.at : given.at,
      resource: object.id,
      defaults: defaultsOfValue(type),
      message: `${object.id} has AddressAllocationIds, and its EndpointType is ${written}. AWS accepts Elastic IP addresses only with VPC.`,
      fixes: type.kind === 'known' ? changeTo(literalInPlace(type), 'VPC', false) : [],
    };
  }),
});
