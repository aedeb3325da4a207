import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { directionOfEntry } from '../../../network/analysis/subnets/subnetAcl.ts';
import type { InVpc } from '../../../network/field.ts';
import { aclAssociationsBySubnet, entriesByAcl, keyOfField } from '../../../network/lookup.ts';
import type { NetworkAclEntry } from '../../../network/model.ts';
import type { Direction } from '../../../network/protocol.ts';
import { listed } from '../../../wording/listed.ts';
import type { Description, HoverContext } from './view.ts';
import { blockCode, targetName, trafficOfFields } from './words.ts';

export function describeAcl(acl: InVpc, view: HoverContext): Description {
  const { of, unowned } = entriesByAcl(view.network);
  const entries = of.get(acl.id) ?? [];
  const users = [...aclAssociationsBySubnet(view.network).of.values()]
    .flat()
    .filter((association) => keyOfField(association.acl) === acl.id)
    .map(({ subnet }) => targetName(subnet));
  const more = unowned[0] && [md`${unowned[0].id} may also be an entry of this ACL.`];
  return [
    md`**${acl.id}** — ${users.length > 0 ? md`the network ACL of ${listed(users)}` : 'a network ACL that no subnet in this file uses'}`,
    directionText('ingress', entries, view),
    directionText('egress', entries, view),
    ...(more ?? []),
  ];
}

/** In the order of evaluation; unmatched packets are denied (fact ACL-02). */
function directionText(
  direction: Direction,
  entries: readonly NetworkAclEntry[],
  view: HoverContext,
): Markdown {
  const own = entries.filter((entry) => directionOfEntry(entry) === direction).sort(byNumber);
  const lines = own.map((entry) => md`${entryText(entry)} (${entry.id}, ${view.lineText(entry.at)})`);
  const title = direction === 'ingress' ? 'Inbound' : 'Outbound';
  return lines.length > 0
    ? md`${title} entries; the first match decides\n${bullets(lines)}`
    : md`${title} entries: none, so all traffic is denied`;
}

function byNumber(a: NetworkAclEntry, b: NetworkAclEntry): number {
  const number = ({ ruleNumber }: NetworkAclEntry) =>
    ruleNumber.kind === 'known' ? ruleNumber.value : Number.POSITIVE_INFINITY;
  const [first, second] = [number(a), number(b)];
  return first === second ? 0 : first - second;
}

function entryText({ ruleNumber, action, protocol, ports, cidr, direction }: NetworkAclEntry): Markdown {
  const number = ruleNumber.kind === 'known' ? md`${ruleNumber.value}: ` : '';
  const verb =
    action.kind === 'known' ? (action.value === 'allow' ? 'allows' : 'denies') : 'allows or denies';
  const isOut = direction.kind === 'known' && direction.value === 'egress';
  return md`${number}${verb} ${trafficOfFields(protocol, ports)} ${isOut ? 'to' : 'from'} ${blockCode(cidr)}`;
}

export function describeEntry(entry: NetworkAclEntry): Description {
  const way = directionOfEntry(entry);
  const words = way === undefined ? '' : way === 'ingress' ? ', inbound' : ', outbound';
  return [md`**${entry.id}** — entry ${entryText(entry)}${words}, in ${targetName(entry.acl)}`];
}
