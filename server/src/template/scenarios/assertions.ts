import { type Node, valueAt } from '../../syntax/tree.ts';
import type { Template } from '../template.ts';
import { type Formula, formulaOf } from './conditions.ts';

/** One assertion of the section `Rules`: AWS refuses arguments for which `when` is true and `holds` is false. */
export interface Assertion {
  readonly nodes: readonly Node[];
  readonly when: Formula;
  readonly holds: Formula;
}

/** Without a `RuleCondition`, the assertions always apply. */
const ALWAYS: Formula = { op: 'and', of: [] };

/**
 * Every assertion of a template:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function assertionsOf({ rules }: Template): Assertion[] {
  return [...rules.values()].flatMap((rule) => {
    const condition = valueAt(rule, 'RuleCondition');
    const list = valueAt(rule, 'Assertions');
    return (list?.kind === 'sequence' ? list.items : []).flatMap((item): Assertion[] => {
      const assert = valueAt(item, 'Assert');
      if (!assert) return [];
      const when = condition ? formulaOf(condition) : ALWAYS;
      return [{ nodes: condition ? [condition, assert] : [assert], when, holds: formulaOf(assert) }];
    });
  });
}
