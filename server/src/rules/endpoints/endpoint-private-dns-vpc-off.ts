import { defaultsOf, type Field, referredResource } from '../../network/field.ts';
import type { Vpc, VpcEndpoint } from '../../network/model.ts';
import { entryAt, type Node } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/** An endpoint with private DNS in a VPC that gives its resources no names or does not look them up. */
export default defineRule({
  id: 'endpoint-private-dns-vpc-off',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The endpoint has private DNS, but its VPC has a DNS attribute off',
  why: "Private DNS makes the service's usual name resolve to the endpoint. It requires both EnableDnsSupport and EnableDnsHostnames on the VPC, and EnableDnsHostnames is false by default. AWS rejects the endpoint, and the stack fails.",
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
    'DNS-04',
    'DNS-05',
    'EP-07',
    'G41',
  ],

  *check({ network }) {
    for (const endpoint of network.endpoints.values()) {
      const { id, type, privateDns, vpc: inVpc } = endpoint;
      // Without a type it is a gateway endpoint, and endpoint-type-default speaks.
      if (type.kind !== 'known' || type.value !== 'Interface') continue;
      if (privateDns.kind !== 'known' || !privateDns.value) continue;
      const vpc = network.vpcs.get(referredResource(inVpc) ?? '');
      const off = vpc ? ATTRIBUTES.filter((one) => one.isOff(one.of(vpc))) : [];
      if (!vpc || off.length === 0) continue;
      const names = off.map(({ name }) => name);
      const isDefault = off.every((one) => one.of(vpc).kind === 'absent');
      yield {
        at: privateDns.at,
        resource: id,
        defaults: defaultsOf(type, privateDns, ...off.map((one) => one.of(vpc))),
        message: `${id} has private DNS, but ${vpc.id} has ${names.join(' and ')} off${isDefault ? ' by default' : ''}. AWS rejects ${id}.`,
        related: off.map((one) => {
          const field = one.of(vpc);
          return field.kind === 'known'
            ? { at: field.at, message: `${vpc.id} has ${one.name} off` }
            : { at: vpc.at, message: `${vpc.id} does not set ${one.name}` };
        }),
        fixes: fixesOf(endpoint, vpc, isDefault),
      };
    }
  },
});

interface Attribute {
  readonly name: string;
  readonly of: (vpc: Vpc) => Field<boolean>;
  readonly isOff: (field: Field<boolean>) => boolean;
}

/** Fact DNS-04: names are off unless they are asked for, looking them up is on. */
const ATTRIBUTES: readonly Attribute[] = [
  {
    name: 'EnableDnsHostnames',
    of: ({ dnsHostnames }) => dnsHostnames,
    isOff: (field) => field.kind === 'absent' || (field.kind === 'known' && !field.value),
  },
  {
    name: 'EnableDnsSupport',
    of: ({ dnsSupport }) => dnsSupport,
    isOff: (field) => field.kind === 'known' && !field.value,
  },
];

/** Who writes both `true` here and `false` there has to choose. */
function fixesOf({ privateDns }: VpcEndpoint, vpc: Vpc, isDefault: boolean): readonly Fix[] {
  const fixes: Fix[] = [];
  const { properties } = vpc;
  const missing = ATTRIBUTES.filter((one) => !isOn(one.of(vpc)));
  const written = missing.map(({ name }) => entryAt(properties, name)?.value);
  if (properties && written.every((value) => value === undefined || isLiteral(value))) {
    fixes.push({
      title: `Turn on both DNS attributes of ${vpc.id}`,
      preferred: isDefault,
      edits: missing.map(({ name }) => ({
        op: 'set-entry',
        in: properties,
        key: name,
        value: true,
        order: VPC_PROPERTIES,
      })),
    });
  }
  if (!isDefault && privateDns.kind === 'known' && privateDns.origin?.start === privateDns.at.start) {
    fixes.push({
      title: 'Turn off private DNS',
      preferred: false,
      edits: [{ op: 'replace', node: privateDns.origin, value: false }],
    });
  }
  return fixes;
}

const VPC_PROPERTIES = ['CidrBlock', 'EnableDnsSupport', 'EnableDnsHostnames', 'InstanceTenancy', 'Tags'];

function isOn(field: Field<boolean>): boolean {
  return field.kind === 'known' && field.value;
}

function isLiteral(node: Node): boolean {
  return node.kind === 'scalar' && node.tag === undefined;
}
