import { overlaps } from '../cidr/cidr.ts';
import { parseCidr } from '../cidr/parse.ts';
import { entriesByAcl } from '../network/lookup.ts';
import type { Network, NetworkAclEntry } from '../network/model.ts';
import { protocolOverFamily } from '../network/protocol.ts';
import type { ChangeOf } from './change.ts';

type AllowInAcl = ChangeOf<'allow-in-acl'>;

/** The highest rule number that AWS accepts (fact ACL-02). */
const HIGHEST = 32_766;

/**
 * The rule number of a new allow entry: after all entries, or just before the first that denies a part of the traffic
 * (facts ACL-01, ACL-02). Undefined if there is no free number, or if the other entries are unknown.
 */
export function freeRuleNumber(change: AllowInAcl, network: Network): number | undefined {
  const own = (entriesByAcl(network).of.get(change.acl) ?? []).filter(
    (entry) => (entry.direction.kind === 'known' ? entry.direction.value : 'ingress') === change.direction,
  );
  if (own.some(({ ruleNumber }) => ruleNumber.kind !== 'known')) return undefined;
  const numbers = own.map(numberOf);
  const denies = own.filter((entry) => mayDeny(entry, change)).map(numberOf);
  if (change.acl.includes('.')) denies.push(DEFAULT_RULES);
  if (denies.length === 0) {
    const next = Math.max(0, ...numbers) + 10;
    return next <= HIGHEST ? next : undefined;
  }
  for (let number = Math.min(...denies) - 1; number > 0; number--)
    if (!numbers.includes(number)) return number;
  return undefined;
}

/** The first rule number of a default ACL's own entries (fact ACL-03). */
const DEFAULT_RULES = 100;

function numberOf({ ruleNumber }: NetworkAclEntry): number {
  return ruleNumber.kind === 'known' ? ruleNumber.value : 0;
}

/** Whether an entry denies, or may deny, a part of the traffic that is to be allowed. */
function mayDeny({ action, cidr, ports, protocol }: NetworkAclEntry, change: AllowInAcl): boolean {
  if (action.kind === 'known' && action.value === 'allow') return false;
  const wanted = parseCidr(change.cidr);
  if (cidr.kind === 'known' && wanted.kind === 'cidr') {
    if (cidr.value.family !== wanted.family || !overlaps(cidr.value, wanted)) return false;
  }
  if (protocol.kind !== 'known' || protocol.value === 'all') return true;
  const family = change.cidr.includes(':') ? 6 : 4;
  if (protocol.value !== protocolOverFamily(change.protocol, family)) return false;
  return ports.kind !== 'known' || (ports.value.from <= change.to && change.from <= ports.value.to);
}
