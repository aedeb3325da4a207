import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { nameOfGroup } from '../../../network/analysis/groupRules.ts';
import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import { referredResource } from '../../../network/field.ts';
import { find } from '../../../network/lookup.ts';
import type { Subnet } from '../../../network/model.ts';
import type { SubnetGroup, Workload } from '../../../network/workload.ts';
import { kindText } from '../../../network/workloadKinds.ts';
import { listed } from '../../../wording/listed.ts';
import { describeReach } from './reach.ts';
import type { Description, HoverContext } from './view.ts';
import { CLASS_WORDS, targetName, targetOfRoute, trafficOfFields } from './words.ts';

/** The workload's subnets, groups and ports. */
export function describeWorkload(workload: Workload, view: HoverContext): Description {
  return [
    md`**${workload.id}** — ${kindText(workload.kind)}${isOutside(workload) ? ' outside a VPC' : ''}`,
    ...(isOutside(workload) ? [md`It reaches the internet, but nothing inside a VPC.`] : []),
    ...placeText(workload, view),
    ...listeningText(workload),
    ...describeReach(workload, view),
  ];
}

/** Fact LAM-01. */
function isOutside(workload: Workload): boolean {
  return (
    workload.kind === 'function' && workload.vpcConfig === undefined && workload.subnets.kind === 'absent'
  );
}

/** The subnets, each with its default route, and the groups. */
export function placeText(workload: Workload, view: HoverContext): Markdown[] {
  const { subnets, otherSubnets, groups, otherGroups } = placements(view.network).get(workload.id)!;
  const lines = [
    ...subnets.map((subnet) => subnetText(subnet, view)),
    ...(otherSubnets === undefined ? [] : [md`another subnet: ${otherSubnets.why}`]),
  ];
  const names = groups.map(nameOfGroup);
  if (otherGroups !== undefined && (names.length > 0 || !isOutside(workload)))
    names.push(`others (${otherGroups.why})`);
  const isPlaced = lines.length > 0;
  return [
    ...(isPlaced ? [md`In\n${bullets(lines)}`] : []),
    ...(isPlaced && names.length > 0 ? [md`Security groups: ${listed(names)}`] : []),
  ];
}

/** The subnets of a group, and what is in them. */
export function describeSubnetGroup(group: SubnetGroup, view: HoverContext): Description {
  const { subnets, workloads } = view.network;
  const users = [...workloads.values()]
    .filter((one) => 'subnetGroup' in one && referredResource(one.subnetGroup) === group.id)
    .map(({ id }) => id);
  const lines = (group.subnets.kind === 'known' ? group.subnets.items : []).map((item) => {
    const subnet = find(subnets, item);
    return subnet ? subnetText(subnet, view) : md`${targetName(item)}`;
  });
  const used = users.length > 0 ? md` used by ${listed(users)}` : ' that nothing in this file uses';
  return [md`**${group.id}** — a subnet group${used}`, ...(lines.length > 0 ? [bullets(lines)] : [])];
}

function subnetText(subnet: Subnet, { network, lineText }: HoverContext): Markdown {
  const found = classOf(subnet, network);
  const way =
    found.kind === 'isolated' || found.kind === 'unknown' ? '' : md`, through ${targetOfRoute(found.by)}`;
  return md`${subnet.id}: ${CLASS_WORDS[found.kind]}${way} (${lineText(subnet.at)})`;
}

function listeningText({ listeningPorts }: Workload): Markdown[] {
  const ports = listeningPorts.flatMap(({ protocol, port }) => {
    if (port.kind !== 'known') return [];
    const { at, defaults } = port;
    const known = { kind: 'known', at, defaults } as const;
    return [
      trafficOfFields(
        { ...known, value: protocol },
        { ...known, value: { from: port.value, to: port.value } },
      ),
    ];
  });
  return ports.length > 0 ? [md`Listens on ${listed(ports)}`] : [];
}
