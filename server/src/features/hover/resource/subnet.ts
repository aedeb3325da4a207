import { usableInAws } from '../../../cidr/awsSubnet.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { aclOf } from '../../../network/analysis/subnetAcl.ts';
import { classOf, routeTableOf } from '../../../network/analysis/subnetRoutes.ts';
import { subnetUses } from '../../../network/analysis/subnetUse.ts';
import type { Subnet } from '../../../network/model.ts';
import { listed } from '../../../wording/listed.ts';
import { routeLines } from './routes.ts';
import type { Description, View } from './view.ts';
import { blockText, bullets, count, targetOfRoute, withLine, zoneText } from './words.ts';

export function describeSubnet(subnet: Subnet, view: View): Description {
  const { network } = view;
  const effective = routeTableOf(subnet, network);
  const lines = effective.kind === 'table' ? routeLines(effective.table, view) : [];
  return [
    `**${subnet.id}** — ${classText(subnet, view)}`,
    [...blockFacts(subnet), zoneText(subnet) ?? []].flat().join(' · '),
    bullets(lines),
    ...usersText(subnet, view),
    aclText(subnet, view),
  ].filter((line) => line !== '');
}

function blockFacts({ ipv4, ipv6 }: Subnet): string[] {
  return [
    ...(ipv4.kind === 'known'
      ? [`${formatCidr(ipv4.value)}, ${count(usableInAws(ipv4.value))} usable addresses`]
      : []),
    ...(ipv6.kind === 'known' ? [formatCidr(ipv6.value)] : []),
  ];
}

/** How it leaves, as the rest of a sentence about it. */
export function classText(subnet: Subnet, { network }: Pick<View, 'network'>): string {
  const found = classOf(subnet, network);
  switch (found.kind) {
    case 'public': {
      const { destination } = found.by;
      const isPart =
        destination.kind === 'cidr' && destination.cidr.kind === 'known' && destination.cidr.value.prefix > 0;
      return `a public subnet${isPart ? `, for ${blockText(destination.cidr)} only` : ''}, through ${targetOfRoute(found.by)}`;
    }
    case 'nat':
      return `a private subnet that leaves through ${targetOfRoute(found.by)}`;
    case 'transit':
      return `a subnet that leaves through ${targetOfRoute(found.by)}, to another network`;
    case 'isolated':
      return 'an isolated subnet, with no route to the internet (0.0.0.0/0)';
    case 'unknown':
      return `a subnet whose way out is not known: ${found.why}`;
  }
}

function usersText(subnet: Subnet, { network }: View): string[] {
  const use = subnetUses(network).get(subnet.id);
  if (!use || use.users.length === 0) return [];
  const names = listed(use.users.map(({ id }) => id));
  if (use.usable === undefined) return [`Used by ${names}`];
  return [`Uses at least ${count(use.needed)} of ${count(use.usable)} addresses: ${names}`];
}

/** Fact ACL-03. */
function aclText(subnet: Subnet, view: View): string {
  const effective = aclOf(subnet, view.network);
  switch (effective.kind) {
    case 'acl':
      return `Network ACL: ${withLine(effective.acl, view)}`;
    case 'default':
      return effective.entries.length > 0
        ? "Network ACL: the VPC's default one, with entries of this file"
        : "Network ACL: the VPC's default one, which lets everything through";
    case 'unknown':
      return `Network ACL not known: ${effective.why}`;
  }
}
