import { schemaOf } from '../../../aws/schema/schema.ts';
import { memoized } from '../../../memo.ts';
import type { Entry } from '../../../syntax/tree.ts';
import type { Resource } from '../../../template/resource.ts';
import { isMeantForProperties } from '../../../template/template.ts';
import { misspellingsOf } from '../../../wording/nearest.ts';
import { isResourceEntry } from './misplacedResources.ts';

/**
 * The keys of a resource besides its properties.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html
 * `Description` and `Version` are on neither page, but CloudFormation accepts them:
 * https://github.com/aws/aws-cdk/pull/10522
 */
const KEYS = [
  ...['Type', 'Properties', 'Condition', 'DependsOn', 'Metadata', 'Description', 'Version'],
  ...['CreationPolicy', 'UpdatePolicy', 'DeletionPolicy', 'UpdateReplacePolicy'],
];

/**
 * Keys that SAM removes before CloudFormation reads the resource.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
const KEYS_OF_SAM = ['Connectors', 'IgnoreGlobals'];

/** A key of a resource that CloudFormation does not know. */
export interface UnknownKey {
  readonly entry: Entry;
  /** The key that it is probably a misspelling of. */
  readonly suggestion: string | undefined;
  /** True if it is a property of the resource's type. */
  readonly isProperty: boolean;
}

/** The unknown keys directly below a logical id; empty if a macro adds some. */
export const unknownKeys = memoized((resource: Resource): readonly UnknownKey[] => {
  const { entries } = resource.body;
  if (entries.some(({ key }) => key.text.startsWith('Fn::')) || resource.id.startsWith('Fn::')) return [];
  const properties = schemaOf(resource.type)?.properties ?? {};
  return entries.flatMap((entry) => {
    const { text } = entry.key;
    if (
      KEYS.includes(text) ||
      KEYS_OF_SAM.includes(text) ||
      (!/^[A-Za-z]+$/.test(text) && !isResourceEntry(entry))
    )
      return [];
    const free = misspellingsOf(text, KEYS).filter((name) => !entries.some(({ key }) => key.text === name));
    const isFree = !entries.some(({ key }) => key.text === 'Properties');
    const suggestion =
      isFree && isMeantForProperties(text) ? 'Properties' : free.length === 1 ? free[0] : undefined;
    return [{ entry, suggestion, isProperty: Object.hasOwn(properties, text) }];
  });
});

/**
 * A type of a parameter, where a resource has none of that name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function isParameterType(type: string): boolean {
  return /^(?:String|Number|CommaDelimitedList|List<[\w:]+>|AWS::EC2::(?:VPC|Subnet|SecurityGroup)::Id)$/.test(
    type,
  );
}
