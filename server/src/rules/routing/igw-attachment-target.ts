import { isConditional } from '../../changes/resources.ts';
import { entriesOf, entryAt, type Mapping } from '../../syntax/tree.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** An attachment of a VPC that names both kinds of gateway, or none. */
export default defineRule({
  id: 'igw-attachment-target',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The gateway attachment does not name exactly one gateway',
  why: 'A VPCGatewayAttachment attaches one gateway to a VPC and sets either InternetGatewayId or VpnGatewayId. CloudFormation rejects an attachment with both or with neither, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcgatewayattachment.html',
    'G31',
  ],

  check: eachResource(
    ['AWS::EC2::VPCGatewayAttachment'],
    function* ({ object, property }, file) {
      const { id, at, properties } = object;
      const values = GATEWAYS.map(property);
      // A value that is decided at deployment may be AWS::NoValue.
      if (values.every(({ kind }) => kind === 'known' || kind === 'reference')) {
        yield {
          at: entryAt(properties, GATEWAYS[1])?.key ?? at,
          resource: id,
          defaults: values.flatMap(defaultsOfValue),
          message: `${id} names both an internet gateway and a virtual private gateway. AWS accepts only one.`,
          fixes: GATEWAYS.flatMap((kept) => keepOnly(properties, kept)),
        };
      } else if (
        values.every(({ kind }) => kind === 'absent') &&
        // An unknown key may be a misspelt gateway, or come from a macro.
        entriesOf(properties).every(({ key }) => KEYS.includes(key.text))
      ) {
        yield {
          at,
          resource: id,
          message: `${id} names no gateway. AWS rejects ${id}.`,
          ...slipOf(id, GATEWAYS, file),
        };
      }
    },
    { isWhole: true },
  ),
});

const GATEWAYS = ['InternetGatewayId', 'VpnGatewayId'] as const;

const KEYS: readonly string[] = ['VpcId', ...GATEWAYS];

/** Keeps one of the two gateways; which one is for the user to decide. */
function keepOnly(properties: Mapping | undefined, kept: (typeof GATEWAYS)[number]): readonly Fix[] {
  const entry = properties?.entries.find(
    ({ key }) => key.text !== kept && GATEWAYS.some((one) => one === key.text),
  );
  if (!properties || !entry || isConditional(properties)) return [];
  return [
    {
      title: `Keep only ${kept}`,
      preferred: false,
      edits: [{ op: 'remove-entry', from: properties, entry }],
    },
  ];
}
