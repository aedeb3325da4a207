import { isConditional } from '../../changes/resources.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { OWN_TYPES, writtenRules } from './writtenRules.ts';

/** A rule for protocol -1 that names ports, which EC2 passes over. */
export default defineRule({
  id: 'sg-ports-ignored',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The rule names ports and opens all of them',
  why: 'IpProtocol -1 is every protocol on every port, whatever FromPort and ToPort say: EC2 ignores them without an error. A rule for one port names its protocol, such as tcp.',
  whenToIgnore: 'If every port is meant; then remove FromPort and ToPort.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html',
    'SG-08',
  ],

  check: eachResource(
    ['AWS::EC2::SecurityGroup', ...Object.keys(OWN_TYPES)],
    function* (reader) {
      for (const { name, node, property, resource } of writtenRules(reader)) {
        const [protocol, from, to] = ['IpProtocol', 'FromPort', 'ToPort'].map(property);
        if (protocol?.kind !== 'known' || protocol.text.trim() !== '-1') continue;
        if (from?.kind !== 'known' || to?.kind !== 'known') continue;
        const [first, last] = [Number(from.text), Number(to.text)];
        if (!(first >= 0 && last >= 0) || isEverything(first, last)) continue;
        const entry = entryAt(node, 'IpProtocol');
        const ports = first === last ? `${first}` : `${first}–${last}`;
        yield {
          at: protocol.at,
          resource,
          defaults: [protocol, from, to].flatMap(defaultsOfValue),
          message: `${name} has protocol -1, so it opens every port, not only ${ports}.`,
          related: [{ at: from.at, message: `AWS ignores ${ports}` }],
          fixes:
            entry?.value.kind === 'scalar' && entry.value.tag === undefined && !isConditional(node)
              ? [
                  {
                    title: `Open only tcp ${ports}`,
                    preferred: false,
                    edits: [{ op: 'replace', node: entry.value, value: 'tcp' }],
                  },
                ]
              : [],
        };
      }
    },
    { isWhole: true },
  ),
});

/** How people write "every port": 0–65535 or 1–65535, and 0–0 as consoles and exports do. */
function isEverything(first: number, last: number): boolean {
  return (first === 0 && last === 0) || (first <= 1 && last >= 65_535);
}
