import { areOtherTargets, areSameTarget, defaultsOf, type Field, type Target } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { GatewayAttachment } from '../../network/model.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';

/** Two internet gateways on one VPC, or one gateway on two VPCs. */
export default defineRule({
  id: 'igw-double-attach',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The gateway or the VPC already has an attachment',
  why: 'A VPC has at most one internet gateway, and an internet gateway or a virtual private gateway is attached to at most one VPC. AWS rejects the second attachment, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVpnGateway.html',
    'NET-03',
    'G31',
  ],

  *check(file) {
    const earlier: GatewayAttachment[] = [];
    for (const attachment of file.network.gatewayAttachments) {
      const report = firstOf(
        earlier,
        (one) => clash(one, attachment, file) ?? onTwoVpcs(one, attachment, file),
      );
      if (report) yield report;
      earlier.push(attachment);
    }
  },
});

function firstOf<T, R>(items: readonly T[], make: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const made = make(item);
    if (made !== undefined) return made;
  }
  return undefined;
}

function clash(first: GatewayAttachment, second: GatewayAttachment, file: CheckedFile): Report | undefined {
  const [gateway, other] = [first.internetGateway, second.internetGateway];
  const [vpc, otherVpc] = [first.vpc, second.vpc];
  const isSecondGateway = areSameTarget(vpc, otherVpc) && areOtherTargets(gateway, other);
  if (isSecondGateway && isUsedElsewhere(first, file) && !isUsedElsewhere(second, file))
    return report(second, first, true, file);
  if (areSameTarget(gateway, other) && areSameTarget(vpc, otherVpc))
    return report(first, second, false, file);
  if (!isSecondGateway && !(areSameTarget(gateway, other) && areOtherTargets(vpc, otherVpc)))
    return undefined;
  return report(first, second, isSecondGateway, file);
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVpnGateway.html */
function onTwoVpcs(
  { vpnGateway, vpc, id, at }: GatewayAttachment,
  second: GatewayAttachment,
  file: CheckedFile,
): Report | undefined {
  if (!areSameTarget(vpnGateway, second.vpnGateway) || !areOtherTargets(vpc, second.vpc)) return undefined;
  return {
    at: second.vpc.kind === 'known' ? second.vpc.at : second.at,
    resource: second.id,
    defaults: defaultsOf(vpnGateway, second.vpnGateway, vpc, second.vpc),
    message: `${nameOf(vpnGateway)} is already attached to ${nameOf(vpc)}; ${second.id} attaches it to ${nameOf(second.vpc)} as well. AWS rejects ${second.id}.`,
    related: [{ at, message: `${id} attaches ${nameOf(vpnGateway)} to ${nameOf(vpc)}` }],
    fixes: resourceRemoval(second.id, file),
  };
}

/** Whether routes of another VPC go to the gateway, and none of the VPC that it is attached to: the VpcId is wrong. */
function isUsedElsewhere({ internetGateway, vpc }: GatewayAttachment, { network }: CheckedFile): boolean {
  const homes = network.routes
    .filter(({ targets }) => targets.some(({ target }) => areSameTarget(target, internetGateway)))
    .flatMap(({ routeTable }) => find(network.routeTables, routeTable)?.vpc ?? []);
  return homes.length > 0 && homes.every((home) => areOtherTargets(home, vpc));
}

function report(
  first: GatewayAttachment,
  second: GatewayAttachment,
  isSecondGateway: boolean,
  file: CheckedFile,
): Report {
  const [gateway, other] = [first.internetGateway, second.internetGateway];
  const [vpc, otherVpc] = [first.vpc, second.vpc];
  const at = isSecondGateway ? other : otherVpc;
  const message = isSecondGateway
    ? `${nameOf(otherVpc)} already has an internet gateway, ${nameOf(gateway)}; ${second.id} attaches another, ${nameOf(other)}.`
    : `${nameOf(gateway)} is already attached to ${nameOf(vpc)}; ${second.id} attaches it ${areSameTarget(vpc, otherVpc) ? 'again' : `to ${nameOf(otherVpc)} as well`}.`;
  return {
    at: at.kind === 'known' ? at.at : second.at,
    resource: second.id,
    defaults: defaultsOf(gateway, other, vpc, otherVpc),
    message: `${message} AWS rejects ${second.id}.`,
    related: [{ at: first.at, message: `${first.id} attaches ${nameOf(gateway)} to ${nameOf(vpc)}` }],
    fixes: resourceRemoval(second.id, file),
  };
}

function nameOf(field: Field<Target>): string {
  return field.kind === 'known' ? field.value.id : '';
}
