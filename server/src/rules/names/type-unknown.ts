import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import {
  isOfOtherPublisher,
  isResourceType,
  isServiceOfNetworks,
  typesNear,
  typesOfNetworks,
} from '../../aws/schema/typeNames.ts';
import { entryAt, resolved, type Scalar } from '../../syntax/tree.ts';
import type { Resource } from '../../template/resource.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isParameterType, unknownKeys } from '../shared/names/unknownKeys.ts';

/** A resource without a type, or of a type that AWS does not have. */
export default defineRule({
  id: 'type-unknown',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS has no such resource type',
  why: 'CloudFormation rejects the whole template with "Unrecognized resource types" if one resource has a type that does not exist, and with "Every Resources object must contain a Type member" if one has none. Types are case-sensitive.',
  howToFix: 'Write the type as its page in the template reference does, such as AWS::EC2::Subnet.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
  ],
  cfnLint: 'E3006',

  check: each(
    ({ template, isBroken }) =>
      template && !template.hasMacros && !isBroken ? template.resources.values() : [],
    function* (resource) {
      const { id, key, body } = resource;
      const entry = entryAt(body, 'Type');
      if (!entry) {
        if (!id.startsWith('Fn::') && !body.entries.some((one) => one.key.text.startsWith('Fn::')))
          yield withoutType(resource);
        return;
      }
      const node = resolved(entry.value);
      if (node?.kind !== 'scalar' || node.tag !== undefined) return;
      const { text } = node;
      if (isParameterType(text)) {
        yield {
          at: node,
          resource: id,
          message: `${id} is no resource, since ${text} is a type of parameters. AWS rejects the template.`,
        };
        return;
      }
      if (!mayBeOfAws(text)) return;
      if (isResourceType(text)) return;
      if (/^AWS::\w+$/.test(text)) {
        yield withoutService(resource, node);
        return;
      }
      const service = text.split('::').slice(0, 2).join('::');
      const { suggestions, isMisspelling } = suggestionsFor(text, typesNear(service));
      // Only services of networks: AWS may have added types to any other.
      if (!isMisspelling && !isServiceOfNetworks(service)) return;
      yield {
        at: node.text === '' ? key : node,
        resource: id,
        message: isMisspelling
          ? `AWS has no resource type ${text}. It rejects the template.`
          : `${text} is no type in AWS's schemas of ${SCHEMA_DATE}. AWS rejects the template unless it has added the type since.`,
        ...(!isMisspelling && { severity: 'warning' as const }),
        fixes: suggestions.flatMap((name) => changeTo(node, name, isMisspelling && suggestions.length === 1)),
      };
    },
  ),
});

/** "service-provider::service-name::data-type-name" */
function withoutService({ id }: Resource, node: Scalar): Report {
  const [only, ...others] = typesOfNetworks(node.text.replace('AWS::', ''));
  return {
    at: node,
    resource: id,
    message: `${node.text} names no service, as AWS::EC2::Subnet does. AWS rejects the template.`,
    fixes:
      only !== undefined && others.length === 0
        ? [{ title: `Change to ${only}`, preferred: true, edits: [{ op: 'replace', node, value: only }] }]
        : [],
  };
}

function withoutType(resource: Resource): Report {
  const { id, key } = resource;
  const stray = unknownKeys(resource).find(({ suggestion }) => suggestion === 'Type');
  return {
    at: key,
    resource: id,
    message: `${id} has no Type. AWS rejects the template.`,
    ...(stray && { cause: { rule: 'resource-key-unknown', at: stray.entry.key } }),
  };
}

/** False for modules and for placeholders of other tools. */
function mayBeOfAws(type: string): boolean {
  return !isOfOtherPublisher(type) && !/::MODULE$|[${}<>]/.test(type) && !type.startsWith('AWS::CDK::');
}
