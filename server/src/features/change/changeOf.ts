import { type Analysis, findingsOf } from '../../analysis.ts';
import { type NetworkDiff, networkDiff, type Version } from '../../networkDiff/networkDiff.ts';
import type { RunOptions } from '../../rules/engine/runRules.ts';
import { networksOf } from '../reachability/networks.ts';

/** A version of a file as it is compared with another one. */
export function versionOf(analysis: Analysis, options: RunOptions): Version {
  return { analysis, networks: networksOf(analysis), findings: findingsOf(analysis, options) };
}

/** What a change of a file does to its network; undefined stands for a file that is new or gone. */
export function changeOf(
  before: Analysis | undefined,
  after: Analysis | undefined,
  options: RunOptions,
): NetworkDiff {
  return networkDiff(before && versionOf(before, options), after && versionOf(after, options));
}
