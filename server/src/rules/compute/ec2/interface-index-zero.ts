import { isConditional } from '../../../changes/resources.ts';
import { defineRule } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** An interface attached where an instance has its first one. */
export default defineRule({
  id: 'interface-index-zero',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The network interface is attached at device index 0',
  why: 'Every instance starts with a network interface at device index 0. EC2 rejects another one there with "Instance already has an interface attached at device index \'0\'", and the stack fails. An interface to use as the first one belongs under NetworkInterfaces of the instance.',
  howToFix: 'Use a higher device index, or name the interface under NetworkInterfaces of the instance.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html',
  ],

  check: eachResource(['AWS::EC2::NetworkInterfaceAttachment'], function* ({ object, property }) {
    const index = property('DeviceIndex');
    if (index.kind !== 'known' || !/^0+$/.test(index.text.trim())) return;
    const { origin } = index;
    const isWritten = origin?.start === index.at.start && !isConditional(origin);
    yield {
      at: index.at,
      resource: object.id,
      defaults: index.defaults,
      message: `${object.id} attaches an interface at device index 0, where every instance already has one. EC2 rejects the attachment.`,
      fixes: isWritten
        ? [
            {
              title: 'Change DeviceIndex to 1',
              preferred: false,
              edits: [{ op: 'replace', node: origin, value: '1' }],
            },
          ]
        : [],
    };
  }),
});
