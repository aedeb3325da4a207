import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { conditionsOf, TYPES_WITH_POLICIES } from '../shared/resources/policies.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A policy that compares the VPC endpoint of a request with a VPC, or its VPC with an endpoint. */
export default defineRule({
  id: 'source-vpc-other-kind',
  area: 'addresses',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A policy compares aws:SourceVpce with a VPC, or aws:SourceVpc with an endpoint',
  why: 'aws:SourceVpce is the id of the VPC endpoint of a request (vpce-…), aws:SourceVpc the id of its VPC (vpc-…). Compared with the other kind neither ever matches: an Allow statement allows nobody, and a Deny statement with StringNotEquals denies everybody, the owner of the bucket too.',
  howToFix: 'Use aws:SourceVpc with the id of a VPC, and aws:SourceVpce with the id of an endpoint.',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html',
  ],

  check: eachResource(TYPES_WITH_POLICIES, function* (reader, file) {
    for (const { operator, key, values } of conditionsOf(reader).flatMap(comparisonsOf)) {
      const wanted = KEYS[key.toLowerCase()];
      const other = wanted && itemsOf(values).find((value) => isOther(value, wanted, reader, file));
      if (!wanted || !other || !('at' in other)) continue;
      const { object } = reader;
      const consequence = operator.includes('Not') ? 'The comparison is always true' : 'It never matches';
      yield {
        at: other.at,
        resource: object.id,
        defaults: defaultsOfValue(other),
        message: `${object.id} compares ${wanted.key}, ${wanted.what}, with ${nameOf(other)}, ${wanted.otherWhat}. ${consequence}.`,
      };
    }
  }),
});

interface Comparison {
  readonly operator: string;
  readonly key: string;
  readonly values: Value;
}

/** The string comparisons in a condition. */
function comparisonsOf(condition: Value): readonly Comparison[] {
  if (condition.kind !== 'fields') return [];
  return [...condition.fields].flatMap(([operator, keys]) =>
    keys.kind === 'fields' && /String(?:Not)?(?:Equals|Like)/.test(operator)
      ? [...keys.fields].map(([key, values]) => ({ operator, key, values }))
      : [],
  );
}

interface ConditionKey {
  readonly key: string;
  readonly what: string;
  readonly otherWhat: string;
  /** The type of a resource of the other kind, which a value may name by a reference, an id or a parameter. */
  readonly otherType: string;
  readonly otherId: RegExp;
  readonly otherParameter?: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const KEYS: Readonly<Record<string, ConditionKey>> = table({
  'aws:sourcevpce': {
    key: 'aws:SourceVpce',
    what: 'the id of a VPC endpoint',
    otherWhat: 'a VPC',
    otherType: 'AWS::EC2::VPC',
    otherId: /^vpc-[\da-f]+$/,
    otherParameter: 'AWS::EC2::VPC::Id',
  },
  'aws:sourcevpc': {
    key: 'aws:SourceVpc',
    what: 'the id of a VPC',
    otherWhat: 'a VPC endpoint',
    otherType: 'AWS::EC2::VPCEndpoint',
    otherId: /^vpce-[\da-f]+$/,
  },
});

function isOther(
  value: Value,
  { otherType, otherId, otherParameter }: ConditionKey,
  { typeOf }: ResourceReader,
  { template }: CheckedFile,
): boolean {
  if (value.kind === 'known') return otherId.test(value.text);
  if (value.kind === 'reference') return typeOf(value.resource) === otherType;
  const name = parameterOf(value);
  return otherParameter !== undefined && template?.parameters.get(name ?? '')?.type === otherParameter;
}

/** The parameter that is the whole value, if it has no default. */
function parameterOf(value: Value): string | undefined {
  return value.kind === 'unknown' ? /^\$\{(\w+)\}$/.exec(value.partial ?? '')?.[1] : undefined;
}

function nameOf(value: Value): string {
  if (value.kind === 'known') return value.text;
  return value.kind === 'reference' ? value.resource : (parameterOf(value) ?? 'an id');
}
