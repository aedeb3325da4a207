import { parseCidr } from '../../cidr/parse.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A customer gateway whose address is none. */
export default defineRule({
  id: 'customer-gateway-address',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The customer gateway has no IP address',
  why: 'IpAddress of a customer gateway is the static address of the device, 203.0.113.7 for example: no name, no block and no port. EC2 rejects anything else, and the stack fails.',
  howToFix: 'Write the address of the device.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-customergateway.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html',
  ],

  check: eachResource(['AWS::EC2::CustomerGateway'], function* ({ object, property }) {
    const address = property('IpAddress');
    if (address.kind !== 'known') return;
    const text = address.text.trim();
    const bits = text.includes(':') ? 128 : 32;
    if (!text.includes('/') && parseCidr(`${text}/${bits}`).kind === 'cidr') return;
    // A tool fills in placeholders before the stack is deployed.
    if (!/^[\d.:a-f]+(?:\/\d+)?$/i.test(text) || !/\d/.test(text)) return;
    const [alone, length] = text.split('/');
    yield {
      at: address.at,
      resource: object.id,
      defaults: address.defaults,
      message: `IpAddress of ${object.id} is ${text}, which is no address. EC2 rejects ${object.id}.`,
      fixes: length === String(bits) ? changeTo(literalInPlace(address), alone, true) : [],
    };
  }),
});
