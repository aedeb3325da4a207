import type { Verdict } from '../../reach/question.ts';
import { capitalized } from '../../wording/clause.ts';
import { listed } from '../../wording/listed.ts';
import type { AddressDifference } from '../addresses.ts';
import type { Deletion } from '../networkDiff.ts';
import type { ReachChange } from '../reachability/reachGroups.ts';
import type { UpdateFailure } from '../updates/failures.ts';
import type { Interruption } from '../updates/interruptions.ts';
import type { Replacement } from '../updates/replacements.ts';

/** The number of names that a sentence lists. */
const MOST_NAMES = 4;

/** "when Nat is true", or empty for something that is true in all scenarios. */
export function scenarioText(scenario: string | null): string {
  return scenario === null ? '' : `when ${scenario.replaceAll('=', ' is ').replaceAll(',', ' and ')}`;
}

/** One sentence without a full stop. */
export function reachSentence(change: ReachChange): string {
  const { from, to, before, after } = change;
  const sources = listedParties(from);
  // Names are the user's, and are written as they are.
  const first = from[0] === 'internet' ? capitalized(sources) : sources;
  const they = from.length > 1 ? 'they' : 'it';
  const target = `${listedParties(to)}, ${change.traffic}${change.ipv6 ? ' over IPv6' : ''}`;
  if (after === null) return `${first} reached ${target} before`;
  if (before === null || before === 'blocked') {
    if (after === 'unknown')
      return `Whether ${sources} can reach ${target}, is not known; before, ${they} could not`;
    return `${first} can now reach ${target}${after === 'partial' ? ', in part' : ''}`;
  }
  if (before === 'unknown') {
    const now = { reachable: 'can reach', partial: 'can in part reach', blocked: 'cannot reach' } as const;
    return `${first} ${now[after as Exclude<Verdict, 'unknown'>]} ${target}; before, it was not known`;
  }
  if (after === 'unknown') {
    const was = before === 'partial' ? 'could in part' : 'could';
    return `Whether ${sources} can reach ${target}, is no longer known; before, ${they} ${was}`;
  }
  if (after === 'blocked') return `${first} can no longer reach ${target}`;
  if (after === 'partial') return `${first} can reach ${target}, only in part now`;
  return from.length === 1 && from[0] === 'internet'
    ? `All of the internet can now reach ${target}; before, only a part of it could`
    : `${first} can now reach ${target}, in every case; before, only in part`;
}

/** Names of parties as a sentence lists them. */
export function listedParties(names: readonly string[]): string {
  return listed(
    names.map((name) => (name === 'internet' ? 'the internet' : name)),
    MOST_NAMES,
  );
}

/** "PrivateA is replaced: CidrBlock changes". */
export function replacementSentence({ id, certainty, reasons }: Replacement): string {
  const own = reasons.filter(({ follows }) => follows === undefined).map(({ property }) => property);
  const named = [...new Set(reasons.flatMap(({ follows }) => follows ?? []))];
  const why =
    own.length > 0
      ? `${listed(own)} ${own.length > 1 ? 'change' : 'changes'}`
      : `it names ${listed(named, MOST_NAMES)}, which ${named.length > 1 ? 'are' : 'is'} replaced`;
  const becomes = certainty === 'yes' ? 'is' : 'may be';
  const isEither = reasons.every(({ isConditional }) => isConditional);
  return `${id} ${becomes} ${isEither ? 'interrupted or replaced' : 'replaced'}: ${why}`;
}

/** "Database is interrupted by the update: DBInstanceClass changes". */
export function interruptionSentence({ id, certainty, properties }: Interruption): string {
  const changes = properties.length > 1 ? 'change' : 'changes';
  return `${id} ${certainty === 'yes' ? 'is' : 'may be'} interrupted by the update: ${listed(properties)} ${changes}`;
}

/** What happens to the data of a resource that stores some. */
export function dataSentence(policy: string | undefined): string {
  switch (policy) {
    case 'Retain':
      return 'the old one stays, with its data, outside of the stack';
    case 'Snapshot':
      return 'a snapshot of the old one stays';
    default:
      return 'the new one starts without the data of the old one';
  }
}

/** "Database is deleted, and a snapshot stays". */
export function deletionSentence({ id, policy }: Deletion): string {
  if (policy === 'Retain') return `${id} leaves the stack and stays, with its data`;
  return policy === 'Snapshot'
    ? `${id} is deleted, and a snapshot stays`
    : `${id} is deleted, and it keeps data`;
}

/** Why CloudFormation cannot make the update. */
export function failureSentence({ id, old, why }: UpdateFailure): string {
  const owner = old === id ? `the old ${id}` : old;
  switch (why.kind) {
    case 'name':
      return `The update fails: ${id} is replaced and keeps the ${why.property} ${why.name}, which the old one still has`;
    case 'block':
      return `The update fails: ${why.block} of the new ${id} overlaps ${why.oldBlock} of ${owner}, which is deleted only afterwards`;
    case 'route':
      return `The update fails: ${why.table} still has a route to ${why.destination}, ${owner}, when CloudFormation creates ${id}`;
    case 'elastic-ip':
      return `The update fails: ${owner} still has the Elastic IP address ${why.address} when CloudFormation creates the new ${id}`;
  }
}

/** "The subnet AppA moves from 10.0.1.0/24 to 10.0.2.0/24". */
export function addressSentence({ kind, id, change, before, after, from }: AddressDifference): string {
  const what = { vpc: 'VPC', subnet: 'subnet', 'elastic-ip': 'Elastic IP address' }[kind];
  const blocks = (list: readonly string[]) => (list.length > 0 ? ` with ${listed(list)}` : '');
  switch (change) {
    case 'added':
      return `New ${what} ${id}${blocks(after)}`;
    case 'removed':
      return `The ${what} ${id}${blocks(before)} is gone`;
    case 'renamed':
      return `The ${what} ${from} is called ${id}${blocks(after)}`;
    case 'moved':
      return `The ${what} ${id} moves from ${listed(before)} to ${listed(after)}`;
  }
}
