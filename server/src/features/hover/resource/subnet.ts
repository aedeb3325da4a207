import { usableInAws } from '../../../cidr/awsSubnet.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { bullets, joined, type Markdown, md } from '../../../escape/markdown.ts';
import { aclOf } from '../../../network/analysis/subnets/subnetAcl.ts';
import { classOf, routeTableOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { subnetUses } from '../../../network/analysis/subnets/subnetUse.ts';
import type { Subnet } from '../../../network/model.ts';
import { listed } from '../../../wording/listed.ts';
import { routeLines } from './routes.ts';
import type { Description, HoverContext } from './view.ts';
import { blockCode, countText, targetOfRoute, vpcText, withLine, zoneText } from './words.ts';

export function describeSubnet(subnet: Subnet, view: HoverContext): Description {
  const { network } = view;
  const effective = routeTableOf(subnet, network);
  const lines = effective.kind === 'table' ? routeLines(effective.table, view) : [];
  return [
    md`**${subnet.id}** — ${classText(subnet, view)}`,
    joined(
      [...blockFacts(subnet), ...[zoneText(subnet), vpcText(subnet)].filter((text) => text !== undefined)],
      ' · ',
    ),
    bullets(lines),
    ...usersText(subnet, view),
    aclText(subnet, view),
  ];
}

function blockFacts({ ipv4, ipv6 }: Subnet): Markdown[] {
  return [
    ...(ipv4.kind === 'known'
      ? [md`${formatCidr(ipv4.value)}, ${countText(usableInAws(ipv4.value))} usable addresses`]
      : []),
    ...(ipv6.kind === 'known' ? [md`${formatCidr(ipv6.value)}`] : []),
  ];
}

/** The subnet's default route, as the rest of a sentence about the subnet. */
export function classText(subnet: Subnet, { network }: Pick<HoverContext, 'network'>): Markdown {
  const found = classOf(subnet, network);
  switch (found.kind) {
    case 'public': {
      const { destination } = found.by;
      const isPart =
        destination.kind === 'cidr' && destination.cidr.kind === 'known' && destination.cidr.value.prefix > 0;
      return md`a public subnet${isPart ? md`, for ${blockCode(destination.cidr)} only` : ''}, through ${targetOfRoute(found.by)}`;
    }
    case 'nat':
      return md`a private subnet with a default route to ${targetOfRoute(found.by)}`;
    case 'transit':
      return md`a subnet with a default route to another network through ${targetOfRoute(found.by)}`;
    case 'isolated':
      return md`an isolated subnet, with no route to the internet (0.0.0.0/0)`;
    case 'unknown':
      return md`a subnet whose default route is unknown: ${found.why}`;
  }
}

function usersText(subnet: Subnet, { network }: HoverContext): Markdown[] {
  const use = subnetUses(network).get(subnet.id);
  if (!use || use.users.length === 0) return [];
  const names = listed(use.users.map(({ id }) => id));
  if (use.usable === undefined) return [md`Used by ${names}`];
  return [md`Uses at least ${countText(use.needed)} of ${countText(use.usable)} addresses: ${names}`];
}

/** Fact ACL-03. */
function aclText(subnet: Subnet, view: HoverContext): Markdown {
  const effective = aclOf(subnet, view.network);
  switch (effective.kind) {
    case 'acl':
      return md`Network ACL: ${withLine(effective.acl, view)}`;
    case 'default':
      return effective.entries.length > 0
        ? md`Network ACL: the default ACL of the VPC, with entries from this file`
        : md`Network ACL: the default ACL of the VPC, which allows all traffic`;
    case 'unknown':
      return md`Network ACL unknown: ${effective.why}`;
  }
}
