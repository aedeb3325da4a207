import { contains } from '../../cidr/cidr.ts';
import { directionOfEntry } from '../../network/analysis/subnets/subnetAcl.ts';
import { defaultsOf, type Field } from '../../network/field.ts';
import { entriesByAcl } from '../../network/lookup.ts';
import type { NetworkAclEntry } from '../../network/model.ts';
import type { PortRange, Protocol } from '../../network/protocol.ts';
import { defineRule } from '../defineRule.ts';

/** An entry of a network ACL that is never asked, since one with a lower number matches all that it would. */
export default defineRule({
  id: 'nacl-shadowed-rule',
  area: 'network-acls',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'An entry with a lower number decides before this one',
  why: 'A network ACL evaluates its entries from the lowest number up, and the first match decides. An entry whose packets all match an earlier entry has no effect: traffic that it denies stays allowed, or traffic that it allows stays denied.',
  howToFix: 'Give the entry a lower number than the one that decides before it, or remove it.',
  whenToIgnore: 'If the entry is kept for a later renumbering.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'ACL-01',
    'ACL-02',
    'G52',
  ],

  *check({ network }) {
    for (const entries of entriesByAcl(network).of.values()) {
      for (const entry of entries) {
        const earlier = entries
          .filter((other) => isBefore(other, entry) && covers(other, entry))
          .sort((a, b) => numberOf(a) - numberOf(b))[0];
        if (!earlier) continue;
        const isSame = actionOf(earlier) === actionOf(entry);
        const allows = actionOf(earlier) === 'allow' ? 'allows' : 'denies';
        yield {
          at: entry.ruleNumber.kind === 'known' ? entry.ruleNumber.at : entry.at,
          resource: entry.id,
          // The entry repeats an earlier one and contradicts none.
          ...(isSame && { severity: 'hint' as const }),
          defaults: defaultsOf(...fieldsOf(entry), ...fieldsOf(earlier)),
          message: `Entry ${numberOf(earlier)} (${earlier.id}) already ${allows} everything that entry ${numberOf(entry)} (${entry.id}) ${actionOf(entry) === 'allow' ? 'allows' : 'denies'}, so ${entry.id} has no effect.`,
          related: [{ at: earlier.at, message: `${earlier.id} is entry ${numberOf(earlier)}` }],
        };
      }
    }
  },
});

function fieldsOf({ ruleNumber, direction, action, protocol, ports, cidr, acl }: NetworkAclEntry) {
  return [ruleNumber, direction, action, protocol, ports, cidr, acl];
}

function numberOf({ ruleNumber }: NetworkAclEntry): number {
  return ruleNumber.kind === 'known' ? ruleNumber.value : Number.NaN;
}

function actionOf({ action }: NetworkAclEntry): 'allow' | 'deny' | undefined {
  return action.kind === 'known' ? action.value : undefined;
}

function isBefore(other: NetworkAclEntry, entry: NetworkAclEntry): boolean {
  return (
    numberOf(other) < numberOf(entry) &&
    directionOfEntry(other) !== undefined &&
    directionOfEntry(other) === directionOfEntry(entry) &&
    actionOf(other) !== undefined &&
    actionOf(entry) !== undefined
  );
}

/** True where every packet that matches the entry certainly matches the other. */
function covers(other: NetworkAclEntry, { protocol, ports, cidr }: NetworkAclEntry): boolean {
  const isWithin =
    other.cidr.kind === 'known' && cidr.kind === 'known' && contains(other.cidr.value, cidr.value);
  if (!isWithin || other.protocol.kind !== 'known') return false;
  if (other.protocol.value === 'all') return true;
  if (protocol.kind !== 'known' || !isSameProtocol(other.protocol.value, protocol.value)) return false;
  // The types in entries for ICMP are not compared.
  if (protocol.value === 'icmp' || protocol.value === 'icmpv6') return false;
  return holds(other.ports, ports);
}

function isSameProtocol(a: Protocol, b: Protocol): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.number === b.number : a === b;
}

function holds(outer: Field<PortRange>, inner: Field<PortRange>): boolean {
  return (
    outer.kind === 'known' &&
    inner.kind === 'known' &&
    inner.value.from <= inner.value.to &&
    outer.value.from <= inner.value.from &&
    inner.value.to <= outer.value.to
  );
}
