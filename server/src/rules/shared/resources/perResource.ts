import { cidrsByResource, rulesByGroup } from '../../../network/lookup.ts';
import type { SecurityGroupRule, StatedCidr } from '../../../network/model.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** The rules of each security group, group by group. */
export function groupedRules({ network }: CheckedFile): Iterable<readonly SecurityGroupRule[]> {
  return rulesByGroup(network).of.values();
}

/** As `groupedRules`, with those together of which it is not known whose they are. */
export function allRules({ network }: CheckedFile): Iterable<readonly SecurityGroupRule[]> {
  const { of, unowned } = rulesByGroup(network);
  return [...of.values(), unowned];
}

/** The blocks that are written down, resource by resource. */
export function writtenCidrs({ network }: CheckedFile): Iterable<readonly StatedCidr[]> {
  return cidrsByResource(network).values();
}
