import { resolved, valueAt } from '../../syntax/tree.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule } from '../defineRule.ts';
import { each } from '../each.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

/** A parameter without a type, or of a type that CloudFormation does not have. */
export default defineRule({
  id: 'parameter-type-unknown',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation has no such parameter type',
  why: 'CloudFormation rejects a template with a parameter of a type that it does not have, or with none. Types are case-sensitive; there is none for true and false.',
  howToFix:
    'Write a type that CloudFormation has, such as String, Number, CommaDelimitedList or AWS::EC2::Subnet::Id.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
  ],
  cfnLint: 'E2002',

  check: each(
    ({ template, isBroken }) =>
      template && !template.hasMacros && !isBroken ? template.parameters.values() : [],
    function* ({ name, at, body }, file) {
      const node = resolved(valueAt(body, 'Type'));
      if (!node) {
        if (resolved(body)?.kind === 'mapping' && !isPartOfTemplate(file))
          yield { at, message: `The parameter ${name} has no Type. AWS rejects the template.` };
        return;
      }
      if (node.kind !== 'scalar' || node.tag !== undefined || /[{}$]/.test(node.text)) return;
      const type = node.text.replaceAll(/\s/g, '');
      if (TYPES.includes(type) || LET_PASS.includes(type)) return;
      const slips = misspellingsOf(type, TYPES);
      // Modules of other tools have their own types, such as Boolean.
      if (slips.length === 0 && isPartOfTemplate(file)) return;
      // AWS has added only types of its own services.
      const isSure = slips.length > 0 || !type.includes('::');
      yield {
        at: node.text === '' ? at : node,
        message: isSure
          ? `${node.text} is no type of parameters. AWS rejects the template.`
          : `${node.text} is none of the parameter types that AWS documents. AWS rejects the template unless it has added the type since.`,
        ...(!isSure && { severity: 'warning' as const }),
        fixes: slips.flatMap((slip) => changeTo(node, slip, slips.length === 1)),
      };
    },
  ),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html */
const OF_AWS = [
  ...['AWS::EC2::AvailabilityZone::Name', 'AWS::EC2::Image::Id', 'AWS::EC2::Instance::Id'],
  ...['AWS::EC2::KeyPair::KeyName', 'AWS::EC2::SecurityGroup::GroupName', 'AWS::EC2::SecurityGroup::Id'],
  ...['AWS::EC2::Subnet::Id', 'AWS::EC2::Volume::Id', 'AWS::EC2::VPC::Id', 'AWS::Route53::HostedZone::Id'],
];

const PLAIN = ['String', 'Number', 'CommaDelimitedList', 'List<Number>'];
const LISTS = OF_AWS.map((type) => `List<${type}>`);
const LOOKED_UP = ['String', 'List<String>', 'CommaDelimitedList', ...OF_AWS, ...LISTS].map(
  (type) => `AWS::SSM::Parameter::Value<${type}>`,
);
const TYPES = [...PLAIN, ...OF_AWS, ...LISTS, 'AWS::SSM::Parameter::Name', ...LOOKED_UP];

/** AWS's linter accepts it, and AWS's page does not list it. */
const LET_PASS = ['List<String>'];
