import { rulesOfGroup } from '../../../network/analysis/groupRules.ts';
import type { Placement } from '../../../network/analysis/workloads/placement.ts';
import type { Network, SecurityGroupRule } from '../../../network/model.ts';
import { isPrivateBlock } from '../blocks.ts';

/** Whether a group allows an address that is in no private network: somebody means the internet. */
export function allowsInternet({ groups }: Placement, network: Network): boolean {
  return groups.some((group) => rulesOfGroup(group, network).ingress.some(isForInternet));
}

function isForInternet({ peer }: SecurityGroupRule): boolean {
  return peer.kind === 'cidr' && peer.cidr.kind === 'known' && !isPrivateBlock(peer.cidr.value);
}
