import { booleanField, fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A network interface with two primary addresses. */
export default defineRule({
  id: 'primary-address-twice',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The network interface has two primary addresses',
  why: 'One private address of a network interface is the primary one, and the others are secondary. EC2 rejects a second primary address, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-networkinterface-privateipaddressspecification.html',
  ],

  check: eachResource(['AWS::EC2::NetworkInterface'], function* ({ object, property }) {
    const own = property('PrivateIpAddress');
    const marks = itemsOf(property('PrivateIpAddresses')).flatMap((item) => {
      const written = fieldIn(item, 'Primary');
      const mark = booleanField(written);
      return mark.kind === 'known' && mark.value ? [{ mark, written }] : [];
    });
    const [first] = own.kind === 'known' ? [own] : marks.map(({ mark }) => mark);
    const second = own.kind === 'known' ? marks[0] : marks[1];
    if (!first || !second) return;
    yield {
      at: second.mark.at,
      resource: object.id,
      defaults: [...first.defaults, ...second.mark.defaults],
      message: `${object.id} has two primary addresses. EC2 rejects it.`,
      related: [{ at: first.at, message: 'The first is here' }],
      fixes: second.written.kind === 'known' ? changeTo(literalInPlace(second.written), 'false', false) : [],
    };
  }),
});
