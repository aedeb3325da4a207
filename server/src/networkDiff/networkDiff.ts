import type { Analysis } from '../analysis.ts';
import type { Network } from '../network/model.ts';
import { EMPTY_NETWORK } from '../network/zappa/networkOfSettings.ts';
import type { Finding } from '../rules/engine/findings.ts';
import { resolved, valueAt } from '../syntax/tree.ts';
import type { Scenario } from '../template/evaluation/scenario.ts';
import type { Resource } from '../template/resource.ts';
import { type AddressDifference, addressDifferences } from './addresses.ts';
import { type FindingDifferences, findingDifferences } from './findings.ts';
import { type InScenarios, inScenarios } from './inScenarios.ts';
import { reachDifferences } from './reachability/differences.ts';
import { keyOfDifference, type ReachGroup, reachGroups } from './reachability/reachGroups.ts';
import { type ScenarioPair, scenarioPairs } from './scenarioPairs.ts';
import { failures, type UpdateFailure } from './updates/failures.ts';
import { type Interruption, interruptions } from './updates/interruptions.ts';
import { presentResources, type Replacement, replacements } from './updates/replacements.ts';
import { keepsData } from './updates/updateBehavior.ts';

/** One version of a file, with its network in each scenario and its findings. */
export interface FileVersion {
  readonly analysis: Analysis;
  readonly networks: readonly InOneScenario[];
  readonly findings: readonly Finding[];
}

interface InOneScenario {
  readonly network: Network;
  readonly scenario: Scenario | undefined;
}

/** A removed resource that stored data. */
export interface Deletion {
  readonly id: string;
  readonly type: string;
  /** Its `DeletionPolicy`, if stated. */
  readonly policy: string | undefined;
}

/** The effects of a file's change on its network. */
export interface NetworkDiff {
  readonly reach: readonly ReachGroup[];
  readonly findings: FindingDifferences;
  /** The resources that CloudFormation replaces, in the order of the new version. */
  readonly replacements: readonly InScenarios<Replacement>[];
  readonly interruptions: readonly InScenarios<Interruption>[];
  readonly failures: readonly InScenarios<UpdateFailure>[];
  readonly deletions: readonly InScenarios<Deletion>[];
  readonly addresses: readonly InScenarios<AddressDifference>[];
}

const NOTHING: NetworkDiff = {
  reach: [],
  findings: { appeared: [], gone: [] },
  replacements: [],
  interruptions: [],
  failures: [],
  deletions: [],
  addresses: [],
};

/**
 * Compares two versions of a file; `before` is undefined for a new file. For a removed file nothing is reported, since
 * its resources stay until somebody deletes the stack.
 */
export function networkDiff(before: FileVersion | undefined, after: FileVersion | undefined): NetworkDiff {
  if (!after) return NOTHING;
  const pairs = scenarioPairs(scenariosOf(before), scenariosOf(after));
  const reach = inScenarios(
    pairs,
    (pair) => reachDifferences(pair.before.network, pair.after.network),
    keyOfDifference,
  );
  const versions = templatePairs(pairs, before, after);
  const replaced = new Map(versions.map((pair) => [pair, replacements(pair.before, pair.after)]));
  return {
    reach: reachGroups(reach),
    findings: findingDifferences(before?.findings ?? [], after.findings),
    replacements: inScenarios(versions, (pair) => replaced.get(pair)!, JSON.stringify),
    interruptions: inScenarios(
      versions,
      (pair) => interruptions(pair.before, pair.after, replaced.get(pair)!),
      JSON.stringify,
    ),
    failures: inScenarios(versions, (pair) => failures(pair, replaced.get(pair)!), JSON.stringify),
    deletions: inScenarios(versions, deletions, JSON.stringify),
    addresses: inScenarios(
      pairs,
      (pair) => addressDifferences(pair.before.network, pair.after.network),
      JSON.stringify,
    ),
  };
}

function scenariosOf(version: FileVersion | undefined): readonly InOneScenario[] {
  return version?.networks ?? [{ network: EMPTY_NETWORK, scenario: undefined }];
}

/** Only the replacements, which need no question about the network. */
export function replacedBy(before: FileVersion, after: FileVersion): readonly InScenarios<Replacement>[] {
  const versions = templatePairs(scenarioPairs(before.networks, after.networks), before, after);
  return inScenarios(versions, (pair) => replacements(pair.before, pair.after), JSON.stringify);
}

/** Both versions as templates; empty if one of them is none. */
function templatePairs(
  pairs: readonly ScenarioPair<InOneScenario>[],
  old: FileVersion | undefined,
  now: FileVersion,
) {
  return pairs.flatMap(({ before, after }) => {
    if (!old || !before.scenario || !after.scenario) return [];
    return [
      {
        before: { network: before.network, scenario: before.scenario, text: old.analysis.tree.text },
        after: { network: after.network, scenario: after.scenario, text: now.analysis.tree.text },
      },
    ];
  });
}

function deletions({ before, after }: ScenarioPair<{ readonly scenario: Scenario }>): readonly Deletion[] {
  const there = new Set(presentResources(after.scenario).map(({ id }) => id));
  return presentResources(before.scenario)
    .filter(({ id, type }) => !there.has(id) && keepsData(type))
    .map((one) => ({ id: one.id, type: one.type, policy: policyOf(one, 'DeletionPolicy') }));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
export function policyOf(
  { body }: Resource,
  attribute: 'DeletionPolicy' | 'UpdateReplacePolicy',
): string | undefined {
  const written = resolved(valueAt(body, attribute));
  return written?.kind === 'scalar' ? written.text : undefined;
}
