import { type Entry, entryAt, valueAt } from '../../../syntax/tree.ts';
import { evaluate } from '../../../template/evaluation/evaluate.ts';
import { haveSameItems } from '../../../template/evaluation/inputs.ts';
import { conditionHolds } from '../../../template/evaluation/reads.ts';
import type { Scenario } from '../../../template/evaluation/scenario.ts';
import type { Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { derived } from '../../engine/watchedFile.ts';

export const writtenOutputs = derived(
  'outputs',
  ({ template }): readonly Entry[] => template?.outputs ?? [],
  {
    scope: 'version',
    isSame: haveSameItems,
  },
);

/** The name of an export, with unknown parts as `${Name}`; without a text if two equal ones may be two names. */
export function textOfName(value: Value): { text?: string; defaults: readonly string[] } {
  if (value.kind === 'known') return { text: value.text, defaults: value.defaults };
  const text = value.kind === 'unknown' ? value.partial : undefined;
  return text === undefined || text.includes('${?}') ? { defaults: [] } : { text, defaults: [] };
}

export function outputExists({ value }: Entry, scenario: Scenario): boolean {
  const condition = valueAt(value, 'Condition');
  return condition?.kind !== 'scalar' || conditionHolds(scenario, condition.text) === true;
}

/** The output of this template that is exported under the name. */
export function outputExportedAs(text: string, scenario: Scenario, file: CheckedFile): string | undefined {
  const output = writtenOutputs(file).find((one) => {
    const node = entryAt(valueAt(one.value, 'Export'), 'Name')?.value;
    return node && outputExists(one, scenario) && textOfName(evaluate(node, scenario)).text === text;
  });
  return output?.key.text;
}
