import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A DHCP options set with more servers than EC2 takes. */
export default defineRule({
  id: 'dhcp-options-refused',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The DHCP options set has more servers than it can have',
  why: 'A DHCP options set names up to four DNS servers and up to four NetBIOS servers. EC2 rejects more, and the stack fails.',
  howToFix: 'Keep four servers; an inbound resolver endpoint or a forwarder asks the others.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-dhcpoptions.html',
  ],

  check: eachResource(['AWS::EC2::DHCPOptions'], function* ({ object, property }) {
    for (const name of ['DomainNameServers', 'NetbiosNameServers']) {
      const list = property(name);
      const servers = itemsOf(list).flatMap((one) =>
        one.kind === 'known' ? one.text.split(',') : one.kind === 'unknown' ? [] : [''],
      );
      if (list.kind !== 'list' || servers.length <= MOST) continue;
      yield {
        at: list.at,
        resource: object.id,
        defaults: defaultsOfValue(list),
        message: `${name} of ${object.id} has ${servers.length} servers. EC2 accepts ${MOST}.`,
      };
    }
  }),
});

const MOST = 4;
