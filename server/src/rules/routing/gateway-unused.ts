import { mentionsIn } from '../../template/references.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A gateway that no route leads to. */
export default defineRule({
  id: 'gateway-unused',
  area: 'routing',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No route leads to the gateway',
  why: 'Packets get to a NAT gateway, an internet gateway or an egress-only internet gateway by a route alone. Without one nothing uses it, and a NAT gateway costs by the hour.',
  howToFix: 'Add a route to it, or remove it.',
  whenToIgnore: 'If the routes are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html',
  ],

  *check(file) {
    const { template, isBroken } = file;
    if (!template || template.hasMacros || isBroken) return;
    const gateways = resourcesOfTypes(file, Object.keys(KINDS));
    const routes = resourcesOfTypes(file, ['AWS::EC2::Route']);
    // Where the file has no routes at all, they are made elsewhere.
    if (gateways.length === 0 || routes.length === 0) return;
    // A route that spells it in some wrong way has a finding of its own.
    const written = routes.map(({ object: { properties } }) =>
      properties ? file.tree.text.slice(properties.start, properties.end) : '',
    );
    const used = namesUsed(file);
    for (const { resource, object } of gateways) {
      if (used.has(object.id) || written.some((text) => text.includes(object.id))) continue;
      yield {
        at: object.at,
        resource: object.id,
        message: `No route leads to the ${KINDS[resource.type]} ${object.id}. Nothing uses it.`,
      };
    }
  },
});

const KINDS: Readonly<Record<string, string>> = {
  'AWS::EC2::EgressOnlyInternetGateway': 'egress-only internet gateway',
  'AWS::EC2::InternetGateway': 'internet gateway',
  'AWS::EC2::NatGateway': 'NAT gateway',
};

/** What anything but an attachment or an order of creation names; outputs may hand it to routes of other stacks. */
function namesUsed({ tree, template }: CheckedFile): ReadonlySet<string> {
  const uses = ['Resources', 'Outputs'].flatMap((section) => mentionsIn(tree, section));
  return new Set(
    uses.flatMap(({ name, by, place: [section, owner] }) => {
      const type = section === 'Resources' ? template?.resources.get(owner ?? '')?.type : undefined;
      return by === 'DependsOn' || type === 'AWS::EC2::VPCGatewayAttachment' ? [] : [name];
    }),
  );
}
