import { cidrsByResource, rulesByGroup } from '../../../network/lookup.ts';
import type { SecurityGroupRule, StatedCidr } from '../../../network/model.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** The rules of each security group. */
export function groupedRules({ network }: CheckedFile): Iterable<readonly SecurityGroupRule[]> {
  return rulesByGroup(network).of.values();
}

/** As `groupedRules`, with the rules of unknown groups as one more list. */
export function allRules({ network }: CheckedFile): Iterable<readonly SecurityGroupRule[]> {
  const { of, unowned } = rulesByGroup(network);
  return [...of.values(), unowned];
}

/** The stated blocks, grouped by resource. */
export function writtenCidrs({ network }: CheckedFile): Iterable<readonly StatedCidr[]> {
  return cidrsByResource(network).values();
}
