import { contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { RFC1918 } from '../../cidr/privateBlocks.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Known, Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { conditionsOf, TYPES_WITH_POLICIES } from '../shared/resources/policies.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A policy that compares the address of a caller, which is a public one, with private addresses. */
export default defineRule({
  id: 'source-ip-private',
  area: 'addresses',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A policy compares aws:SourceIp with private addresses',
  why: 'aws:SourceIp is the public address that a request comes from. A request through a VPC endpoint has no aws:SourceIp: its private address is aws:VpcSourceIp. A condition on aws:SourceIp with private addresses alone never matches, so nobody gets what its statement allows, and NotIpAddress matches everybody.',
  howToFix:
    'Use aws:VpcSourceIp together with aws:SourceVpce or aws:SourceVpc, for calls through an endpoint.',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html',
    'https://repost.aws/knowledge-center/iam-restrict-access-policy',
  ],

  check: eachResource(TYPES_WITH_POLICIES, function* (reader) {
    const { object } = reader;
    for (const condition of conditionsOf(reader)) {
      const found = privateSource(condition);
      if (!found) continue;
      const { blocks, isNegated } = found;
      const names = listed([...new Set(blocks.map(({ text }) => text))], 3);
      yield {
        at: blocks[0]!.at,
        resource: object.id,
        defaults: blocks.flatMap(({ defaults }) => defaults),
        message: `${object.id} compares aws:SourceIp with ${names}, which no request comes from. The condition ${isNegated ? 'always' : 'never'} matches.`,
      };
    }
  }),
});

interface PrivateSource {
  readonly blocks: readonly Known[];
  readonly isNegated: boolean;
}

/**
 * The blocks of a condition on aws:SourceIp, if all are private. With IfExists a request without the key passes, and
 * beside another condition NotIpAddress changes nothing.
 */
function privateSource(condition: Value): PrivateSource | undefined {
  if (condition.kind !== 'fields') return undefined;
  for (const [operator, keys] of condition.fields) {
    const isNegated = operator === 'NotIpAddress';
    if ((!isNegated && operator !== 'IpAddress') || keys.kind !== 'fields') continue;
    if (isNegated && (condition.fields.size > 1 || keys.fields.size > 1)) continue;
    const [, written] = [...keys.fields].find(([key]) => key.toLowerCase() === 'aws:sourceip') ?? [];
    const blocks = written ? itemsOf(written) : [];
    const known = blocks.filter((one) => one.kind === 'known');
    if (known.length === 0 || known.length < blocks.length || !known.every(({ text }) => isPrivate(text)))
      continue;
    return { blocks: known, isNegated };
  }
  return undefined;
}

function isPrivate(text: string): boolean {
  const block = parseCidr(text.includes('/') ? text : `${text}/32`);
  return block.kind === 'cidr' && RFC1918.some((one) => contains(one, block));
}
