import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Known } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { idKindOf } from '../shared/properties/kinds.ts';
import { eachPlace, type ValuePlace } from '../shared/properties/places.ts';

/** An id or an ARN with a space or a line break around it. */
export default defineRule({
  id: 'space-around-id',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'There is a space around an id or ARN',
  why: 'AWS compares ids and ARNs letter by letter. A space in front of one comes from a copy, or from Fn::Split of a string with ", " between its items; a line break at the end from a block scalar of YAML. Elastic Load Balancing answers only "Validation exception", and the stack fails. CloudFormation removes spaces only from the items of a list parameter.',
  howToFix: 'Remove the space. With Fn::Split, divide the string at ", " or write it without spaces.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html',
    'https://github.com/aws/aws-cdk/issues/12327',
  ],

  check: eachPlace({ value: reportsAt }),
});

function reportsAt({ value, property, resource, node, schema }: ValuePlace): readonly Report[] {
  // A tag or a description may have any text.
  const takes = schema.takes ?? schema.items?.takes;
  if (takes === undefined && !/(?:Arn|ARN)s?$/.test(property)) return [];
  const spaced = itemsOf(value).find(isSpaced);
  if (!spaced) return [];
  const right = spaced.text.trim();
  return [
    {
      at: value.kind === 'list' ? node : spaced.at,
      resource: resource.id,
      defaults: spaced.defaults,
      message: `${property} of ${resource.id} has a space or a line break around ${right}. AWS rejects the resource.`,
      fixes: value.kind === 'list' ? [] : changeTo(literalInPlace(spaced), right, true),
    },
  ];
}

function isSpaced(value: ReturnType<typeof itemsOf>[number]): value is Known {
  if (value.kind !== 'known') return false;
  const right = value.text.trim();
  return right !== value.text && (idKindOf(right) !== undefined || ARN.test(right));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{12}:\S+$/;
