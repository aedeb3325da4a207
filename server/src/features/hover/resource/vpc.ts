import { formatCidr } from '../../../cidr/format.ts';
import { tiersOf } from '../../../network/analysis/routeClasses.ts';
import { subnetsByVpc } from '../../../network/lookup.ts';
import type { Subnet, Vpc } from '../../../network/model.ts';
import { freeText } from '../describeCidr.ts';
import type { Description, View } from './view.ts';
import { bullets, CLASS_WORDS, zoneText } from './words.ts';

export function describeVpc(vpc: Vpc, { network }: View): Description {
  const blocks = [...vpc.ipv4, ...vpc.ipv6].map((block) =>
    block.kind === 'known' ? formatCidr(block.value) : '?',
  );
  const tiers = tiersOf(subnetsByVpc(network).of.get(vpc.id) ?? [], network);
  const free = vpc.ipv4.flatMap((block) =>
    block.kind === 'known' ? (freeText(block.value, vpc, network) ?? []) : [],
  );
  return [
    `**${vpc.id}** — a VPC, ${blocks.join(', ')}`,
    bullets(tiers.map(({ kind, subnets }) => `${CLASS_WORDS[kind]}: ${subnets.map(subnetText).join(' · ')}`)),
    ...(tiers.length > 0 ? free : []),
  ].filter((line) => line !== '');
}

function subnetText(subnet: Subnet): string {
  const block = subnet.ipv4.kind === 'known' ? ` \`${formatCidr(subnet.ipv4.value)}\`` : '';
  const zone = zoneText(subnet);
  return `${subnet.id}${block}${zone === undefined ? '' : ` in ${zone}`}`;
}
