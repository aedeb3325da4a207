import { directionOfEntry } from '../../network/analysis/subnets/subnetAcl.ts';
import { defaultsOf, isSameTarget, type KnownField, type Target } from '../../network/field.ts';
import type { NetworkAclEntry } from '../../network/model.ts';
import { valueAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';

/** Two entries of one ACL and one direction with the same number. */
export default defineRule({
  id: 'nacl-duplicate-rule-number',
  area: 'network-acls',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two entries of a network ACL have the same number',
  why: 'The number sets the order of the entries, and AWS identifies an entry by ACL, direction and number. AWS creates the first entry and rejects the second, and the stack fails. IPv4 and IPv6 entries share the numbers; inbound and outbound entries are numbered separately.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html',
    'https://github.com/ansible-collections/amazon.aws/issues/2592',
    'ACL-02',
    'ACL-06',
  ],

  *check(file) {
    const seen = new Map<string, Numbered>();
    const allotted = new Set<number>();
    const taken = new Map<string, readonly number[] | undefined>();
    for (const entry of file.network.networkAclEntries) {
      const numbered = numberedOf(entry);
      if (!numbered) continue;
      const { number, acl, direction } = numbered;
      const key = `${acl.value.kind}:${acl.value.id} ${direction} ${number.value}`;
      const earlier = seen.get(key);
      if (!earlier) {
        seen.set(key, numbered);
        continue;
      }
      const list = `${acl.value.kind}:${acl.value.id} ${direction}`;
      if (!taken.has(list)) taken.set(list, takenNumbers(numbered, file));
      yield {
        at: number.at,
        resource: entry.id,
        defaults: defaultsOf(
          ...[earlier.number, earlier.acl, earlier.entry.direction],
          ...[number, acl, entry.direction],
        ),
        message: `${acl.value.id} already has ${direction === 'egress' ? 'an outbound' : 'an inbound'} entry ${number.value}, ${earlier.entry.id}. AWS rejects the second one.`,
        related: [{ at: earlier.number.at, message: `${earlier.entry.id} has number ${number.value}` }],
        fixes: fixesOf(earlier, numbered, taken.get(list), allotted, file),
        ...slipOf(earlier.entry.id, ['Egress'], file),
        ...slipOf(entry.id, ['Egress'], file),
      };
    }
  },
});

interface Numbered {
  readonly entry: NetworkAclEntry;
  readonly acl: KnownField<Target>;
  readonly number: KnownField<number>;
  readonly direction: 'ingress' | 'egress';
}

function numberedOf(entry: NetworkAclEntry): Numbered | undefined {
  const { acl, ruleNumber: number } = entry;
  const direction = directionOfEntry(entry);
  if (acl.kind !== 'known' || number.kind !== 'known' || direction === undefined) return undefined;
  return { entry, acl, number, direction };
}

function isSameList(a: Numbered, b: Numbered): boolean {
  return a.direction === b.direction && isSameTarget(a.acl.value, b.acl.value);
}

/** AWS reserves 32,767 and above (ACL-02). */
const HIGHEST_NUMBER = 32_766;

/**
 * Gives the later entry the next number that keeps its order among the others. Not preferred if the two actions
 * differ, since the order then decides.
 */
function fixesOf(
  earlier: Numbered,
  later: Numbered,
  taken: readonly number[] | undefined,
  allotted: Set<number>,
  file: CheckedFile,
): readonly Fix[] {
  const { origin, at } = later.number;
  // A parameter's default may number other entries too.
  if (!origin || origin.start !== at.start) return [];
  const free = taken && freeNumber(later, taken, allotted);
  if (free === undefined) return [];
  allotted.add(free);
  const [one, other] = [earlier.entry.action, later.entry.action];
  const isOrderless = one.kind === 'known' && other.kind === 'known' && one.value === other.value;
  return [
    {
      title: `Use ${free}, the next free number`,
      preferred: isOrderless && file.network.networkAcls.has(later.acl.value.id),
      edits: [{ op: 'replace', node: origin, value: typeof origin.value === 'string' ? `${free}` : free }],
    },
  ];
}

/** Ten above, as numbers are usually given, if that is still below the next entry, otherwise as near as possible. */
function freeNumber(
  later: Numbered,
  taken: readonly number[],
  allotted: ReadonlySet<number>,
): number | undefined {
  const { value } = later.number;
  const above = Math.min(...taken.filter((number) => number > value), HIGHEST_NUMBER + 1);
  for (const step of [10, 1]) {
    for (let number = value + step; number < above; number += step) {
      if (!allotted.has(number)) return number;
    }
  }
  return undefined;
}

/** The numbers of the list, and of entries that only other scenarios have; undefined where one is not known. */
function takenNumbers(later: Numbered, { template, network }: CheckedFile): readonly number[] | undefined {
  const here = new Map(network.networkAclEntries.map((entry) => [entry.id, entry]));
  const taken: number[] = [];
  for (const { id, type, properties } of template?.resources.values() ?? []) {
    if (type !== 'AWS::EC2::NetworkAclEntry') continue;
    const entry = here.get(id);
    const numbered = entry && numberedOf(entry);
    if (numbered && !isSameList(numbered, later)) continue;
    const written = valueAt(properties, 'RuleNumber');
    const number = numbered?.number.value ?? (written?.kind === 'scalar' ? Number(written.text) : Number.NaN);
    if (!Number.isInteger(number)) return undefined;
    taken.push(number);
  }
  return taken;
}
