import { type Analysis, findingsOf } from '../../analysis.ts';
import { type NetworkDiff, networkDiff } from '../../networkDiff/networkDiff.ts';
import type { Finding } from '../../rules/engine/findings.ts';
import type { RunOptions } from '../../rules/engine/runRules.ts';
import { networksOf } from '../reachability/networks.ts';

/** A version of a file with its findings. */
export interface CheckedVersion {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

/** What a change of a file does to its network. Undefined represents a file that does not exist before or after. */
export function changeOf(
  before: Analysis | undefined,
  after: Analysis | undefined,
  options: RunOptions,
): NetworkDiff {
  const checked = (analysis: Analysis | undefined) =>
    analysis && { analysis, findings: findingsOf(analysis, options) };
  return changeOfChecked(checked(before), checked(after));
}

/** As `changeOf`, for versions that are checked already. */
export function changeOfChecked(
  before: CheckedVersion | undefined,
  after: CheckedVersion | undefined,
): NetworkDiff {
  // An inventory describes what exists; it is not deployed.
  const isDeployed = (one: CheckedVersion) => one.analysis.content.kind !== 'inventory';
  const version = (one: CheckedVersion | undefined) =>
    one && { ...one, networks: isDeployed(one) ? networksOf(one.analysis) : [] };
  return networkDiff(version(before), version(after));
}
