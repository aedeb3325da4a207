import { isConditional } from '../../changes/resources.ts';
import { entryAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { OWN_TYPES, type WrittenRule, writtenRules } from './writtenRules.ts';

/** A port where the number of a protocol is needed. */
export default defineRule({
  id: 'sg-port-as-protocol',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The rule has a port as its protocol',
  why: 'A number in IpProtocol is the number of a protocol: TCP is 6, UDP is 17. 22 and 80 are numbers of protocols that nobody uses, so EC2 accepts the rule, which opens no port.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
    'https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml',
    'https://github.com/hackoregon/civic-devops/issues/162',
  ],

  check: eachResource(['AWS::EC2::SecurityGroup', ...Object.keys(OWN_TYPES)], function* (reader) {
    for (const rule of writtenRules(reader)) {
      const protocol = rule.property('IpProtocol');
      const name = protocol.kind === 'known' ? NAMES[protocol.text] : undefined;
      if (protocol.kind !== 'known' || name === undefined) continue;
      const port = protocol.text;
      yield {
        at: protocol.at,
        resource: rule.resource,
        defaults: protocol.defaults,
        message: `${rule.name} has protocol ${port}, which is ${name}. It does not open port ${port}.`,
        fixes: portFixes(rule, Number(port)),
      };
    }
  }),
});

/**
 * Protocols whose numbers are ports that people open.
 * https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
 */
const NAMES: Readonly<Record<string, string>> = table({
  '22': 'XNS-IDP',
  '80': 'ISO-IP',
});

function portFixes({ node, property }: WrittenRule, port: number): readonly Fix[] {
  const protocol = entryAt(node, 'IpProtocol')?.value;
  if (!node || protocol?.kind !== 'scalar' || protocol.tag !== undefined || isConditional(node)) return [];
  if (['FromPort', 'ToPort'].some((name) => property(name).kind !== 'absent')) return [];
  return [
    {
      title: `Open TCP ${port}`,
      preferred: true,
      edits: [
        { op: 'replace', node: protocol, value: 'tcp' },
        { op: 'set-entry', in: node, key: 'FromPort', value: port },
        { op: 'set-entry', in: node, key: 'ToPort', value: port },
      ],
    },
  ];
}
