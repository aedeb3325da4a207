import { formatCidr } from '../../../cidr/format.ts';
import { bullets, joined, type Markdown, md } from '../../../escape/markdown.ts';
import { tiersOf } from '../../../network/analysis/subnets/routeClasses.ts';
import { subnetsByVpc } from '../../../network/lookup.ts';
import type { Subnet, Vpc } from '../../../network/model.ts';
import { freeText } from './freeText.ts';
import type { Description, HoverContext } from './view.ts';
import { CLASS_WORDS, zoneText } from './words.ts';

export function describeVpc(vpc: Vpc, { network }: HoverContext): Description {
  const blocks = [...vpc.ipv4, ...vpc.ipv6].map((block) =>
    block.kind === 'known' ? formatCidr(block.value) : '?',
  );
  const tiers = tiersOf(subnetsByVpc(network).of.get(vpc.id) ?? [], network);
  const free = vpc.ipv4.flatMap((block) =>
    block.kind === 'known' ? (freeText(block.value, vpc, network) ?? []) : [],
  );
  return [
    md`**${vpc.id}** — a VPC, ${blocks.join(', ')}`,
    bullets(
      tiers.map(({ kind, subnets }) => md`${CLASS_WORDS[kind]}: ${joined(subnets.map(subnetText), ' · ')}`),
    ),
    ...(tiers.length > 0 ? free : []),
  ];
}

function subnetText(subnet: Subnet): Markdown {
  const block = subnet.ipv4.kind === 'known' ? md` \`${formatCidr(subnet.ipv4.value)}\`` : '';
  const zone = zoneText(subnet);
  return md`${subnet.id}${block}${zone === undefined ? '' : md` in ${zone}`}`;
}
