import { memoized } from '../../memo.ts';
import { perHistory } from '../../template/evaluation/perHistory.ts';
import { memoizedWithScenarios } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { Resource } from '../../template/resource.ts';
import type { Network } from '../model.ts';
import { addContribution, type Contribution, drainDraft } from './contributions.ts';
import { sharedResources } from './outputs.ts';
import { emptyDraft, readerOf } from './readResource.ts';
import { isRead, READ, READ_LAST } from './resourceReaders.ts';
import { readStatedCidrs } from './resources/cidrs.ts';
import { holdTheSame, lastingNetwork, reuseContributions, reuseNetwork } from './reuse.ts';
import { asMeant } from './typeMeant.ts';

/**
 * The network of a template in one scenario, without resources whose condition is false. Memoized: rules, hovers and
 * lenses of the same scenario get the same object.
 */
export const networkOfTemplate = memoized(makeNetwork);

function makeNetwork(scenario: Scenario): Network {
  const common = commonOf(scenario);
  const like = networksLike(scenario, common);
  const contributions = new Map<Resource['id'], readonly Contribution[]>();
  for (const resource of common.resources) {
    if (!exists(resource, scenario)) continue;
    const own = contributionsOf(resource, scenario).answer;
    const settled = reuseAmong(like, resource.id, settledAs.get(own) ?? own);
    settledAs.set(own, settled);
    contributions.set(resource.id, settled);
  }
  const late = common.resources.filter((one) => one.type in READ_LAST && exists(one, scenario));
  const same = late.length > 0 ? undefined : like.find((one) => isMadeOf(one, contributions, common.shared));
  const network = same?.network ?? putTogether(contributions, late, scenario, like);
  const made: CachedNetwork = { network, contributions };
  common.first ??= made;
  common.cache.set(nameOf(scenario), made);
  return network;
}

function reuseAmong(like: readonly CachedNetwork[], id: string, own: readonly Contribution[]) {
  let settled = own;
  for (const { contributions } of like) {
    const before = contributions.get(id);
    settled = reuseContributions(before, settled);
    if (settled === before) break;
  }
  return settled;
}

/** By the contributions that were read: the equal ones of an earlier version. */
const settledAs = new WeakMap<readonly Contribution[], readonly Contribution[]>();

/** A network, and what each resource contributes to it. */
interface CachedNetwork {
  readonly network: Network;
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>;
}

function isMadeOf(
  { network, contributions: before }: CachedNetwork,
  contributions: CachedNetwork['contributions'],
  shared: ReadonlySet<string>,
): boolean {
  return holdTheSame(before, contributions) && holdTheSame(network.exportedIds, shared);
}

function putTogether(
  contributions: CachedNetwork['contributions'],
  late: readonly Resource[],
  scenario: Scenario,
  like: readonly CachedNetwork[],
): Network {
  const draft = emptyDraft();
  for (const own of contributions.values()) for (const one of own) addContribution(one, draft);
  for (const resource of late) READ_LAST[resource.type]?.(readerOf(resource, scenario), draft);
  for (const id of commonOf(scenario).shared) draft.exportedIds.add(id);
  let network: Network = draft;
  for (const one of like) {
    network = reuseNetwork(one.network, network);
    if (network === one.network) return network;
  }
  return late.length > 0 ? lastingNetwork(network) : network;
}

/**
 * Networks that are likely to be nearly equal: those of the last two versions, and of another scenario of this version.
 */
function networksLike(scenario: Scenario, { first, versions }: Common): readonly CachedNetwork[] {
  const name = nameOf(scenario);
  return [...versions.map((made) => made.get(name)), first].filter((one) => one !== undefined);
}

function nameOf({ conditions }: Scenario): string {
  return [...conditions].join();
}

/** Shared by all scenarios of a template. */
interface Common {
  /** The resources that are read, in the order of the text. */
  readonly resources: readonly Resource[];
  readonly shared: ReadonlySet<string>;
  /** The network that was built first. */
  first?: CachedNetwork;
  /** The networks of this version, by the conditions that are true. */
  readonly cache: Map<string, CachedNetwork>;
  /** The networks of earlier versions. A text that is broken for one version is often as before in the next. */
  readonly versions: readonly ReadonlyMap<string, CachedNetwork>[];
}

function commonOf({ template, values }: Scenario): Common {
  const known = commons.get(values.sharedCache);
  if (known) return known;
  const resources = [...template.resources.values()].map(asMeant).filter(({ type }) => isRead(type));
  const shared = sharedResources(template);
  const newest = newestNetworks(values.history);
  const versions = newest.slice(0, 2);
  const common: Common = { resources, shared, cache: new Map(), versions };
  newest.splice(0, newest.length, common.cache, ...versions);
  commons.set(values.sharedCache, common);
  return common;
}

/** The networks of the newest versions of a document, newest first. */
const newestNetworks = perHistory((): ReadonlyMap<string, CachedNetwork>[] => []);

const commons = new WeakMap<object, Common>();

/** A draft that single resources are read into. */
const scratch = emptyDraft();

/** What a resource contributes to the network. */
const contributionsOf = memoizedWithScenarios((resource: Resource, scenario): readonly Contribution[] => {
  const reader = readerOf(resource, scenario);
  drainDraft(scratch); // Removes what a reader left behind when it threw.
  READ[resource.type]?.(reader, scratch);
  readStatedCidrs(reader, scratch);
  return drainDraft(scratch);
});

/**
 * Whether a scenario has a resource, for what is made anew in each scenario; `isCreated` tells it to caches. A condition that is not
 * declared excludes its resource: AWS refuses the template.
 */
function exists(resource: Resource, scenario: Scenario): boolean {
  return resource.condition === undefined || scenario.conditions.get(resource.condition) === true;
}
