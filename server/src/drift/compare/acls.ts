import { aclAssociationsBySubnet, entriesByAcl } from '../../network/lookup.ts';
import type { NetworkAclEntry } from '../../network/model.ts';
import { ALL_PORTS } from '../../network/protocol.ts';
import { and, type Truth } from '../../network/truth.ts';
import { trafficText } from '../../wording/ruleWords.ts';
import {
  type Comparison,
  differs,
  onlyInAws,
  onlyInTemplate,
  targetsMatch,
  targetText,
  unmatched,
} from './difference.ts';
import { blockText, sameBlock, sameValue } from './fields.ts';

/** AWS adds the last rules, which deny all, by itself (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html). */
const LAST = 32_767;

/** Compares the entries of every network ACL that was found, and which ACL each subnet uses. */
export function compareAcls(comparison: Comparison, isDefault: (acl: string) => boolean | undefined): void {
  const { own, existing, matches, edits } = comparison;
  const [ours, theirs] = [entriesByAcl(own), entriesByAcl(existing)];
  for (const [id, acl] of own.networkAcls) {
    if (!matches.awsIds.has(id)) continue;
    const written = ours.of.get(id) ?? [];
    const there = (theirs.of.get(id) ?? []).filter(
      (one) => one.ruleNumber.kind !== 'known' || one.ruleNumber.value < LAST,
    );
    const [gone, added] = unmatched(written, there, samePlace);
    for (const entry of existing.incomplete.has(id) ? [] : gone) {
      onlyInTemplate(comparison, id, placeText(entry), entryText(entry), entry.at);
      edits.push({ part: 'networkAclEntries', was: entry });
    }
    for (const entry of ours.unowned.length === 0 ? added : []) {
      onlyInAws(comparison, id, placeText(entry), entryText(entry), acl.at);
      edits.push({ part: 'networkAclEntries', is: entry });
    }
    for (const entry of written) {
      const other = there.find((one) => samePlace(entry, one) === 'yes');
      if (other) compareEntries(comparison, id, entry, other);
    }
  }
  compareAssociations(comparison, isDefault);
}

/** Two entries with one number and direction. */
function compareEntries(
  comparison: Comparison,
  acl: string,
  entry: NetworkAclEntry,
  other: NetworkAclEntry,
): void {
  if (sameEntry(entry, other) !== 'no') return;
  differs(comparison, {
    resource: acl,
    change: 'changed',
    what: placeText(entry),
    template: entryText(entry),
    aws: entryText(other),
    at: entry.at,
  });
  const is = { ...other, id: entry.id, at: entry.at };
  comparison.edits.push({ part: 'networkAclEntries', was: entry, is });
}

function compareAssociations(comparison: Comparison, isDefault: (acl: string) => boolean | undefined): void {
  const { own, existing, matches, edits } = comparison;
  const [ours, theirs] = [aclAssociationsBySubnet(own), aclAssociationsBySubnet(existing)];
  if (ours.unowned.length > 0) return;
  for (const [id, subnet] of own.subnets) {
    const there = matches.awsIds.has(id) ? theirs.of.get(id)?.[0] : undefined;
    if (there?.acl.kind !== 'known') continue;
    const written = ours.of.get(id)?.[0];
    const aws = isDefault(there.acl.value.id)
      ? `the default ACL, ${targetText(there.acl)}`
      : targetText(there.acl);
    if (written) {
      if (targetsMatch(comparison, written.acl, there.acl) !== 'no') continue;
      differs(comparison, {
        resource: id,
        change: 'changed',
        what: 'network ACL',
        template: targetText(written.acl),
        aws,
        at: written.at,
      });
      edits.push({ part: 'networkAclAssociations', was: written, is: { ...written, acl: there.acl } });
    } else if (isDefault(there.acl.value.id) === false && existing.networkAcls.has(there.acl.value.id)) {
      onlyInAws(comparison, id, 'network ACL', aws, subnet.at);
      edits.push({ part: 'networkAclAssociations', is: there });
    }
  }
}

function samePlace(ours: NetworkAclEntry, theirs: NetworkAclEntry): Truth<'unknown'> {
  const direction = (entry: NetworkAclEntry) =>
    entry.direction.kind === 'absent'
      ? 'ingress'
      : entry.direction.kind === 'known'
        ? entry.direction.value
        : undefined;
  const [one, other] = [direction(ours), direction(theirs)];
  if (one !== undefined && other !== undefined && one !== other) return 'no';
  const number = sameValue(ours.ruleNumber, theirs.ruleNumber);
  return number === 'yes' && (one === undefined || other === undefined) ? 'unknown' : number;
}

function sameEntry(ours: NetworkAclEntry, theirs: NetworkAclEntry): Truth<'unknown'> {
  return and(
    sameValue(ours.action, theirs.action),
    sameValue(ours.protocol, theirs.protocol),
    sameValue(ours.ports, theirs.ports),
    sameValue(ours.icmp, theirs.icmp),
    sameBlock(ours.cidr, theirs.cidr),
  );
}

function placeText({ direction, ruleNumber }: NetworkAclEntry): string {
  const way = direction.kind === 'known' ? direction.value : 'ingress';
  return `${way} entry ${ruleNumber.kind === 'known' ? ruleNumber.value : 'of an unknown number'}`;
}

function entryText({ action, protocol, ports, cidr }: NetworkAclEntry): string {
  const does = action.kind === 'known' ? action.value : 'an unknown action for';
  const traffic =
    protocol.kind === 'known'
      ? trafficText(protocol.value, ports.kind === 'known' ? ports.value : ALL_PORTS)
      : 'traffic';
  return `${does} ${traffic} ${blockText(cidr)}`;
}
