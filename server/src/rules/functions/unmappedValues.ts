import { entriesOf, resolved, valueAt } from '../../syntax/tree.ts';
import type { PlacedCall } from '../../template/evaluation/calls.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { hasPlainKeys, isAsWritten } from '../../template/evaluation/mappingKeys.ts';
import { mappingNamed, parameterNamed } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { Report } from '../defineRule.ts';

/**
 * Values that a parameter allows and the mapping does not have, which Fn::FindInMap looks up whatever the conditions are.
 * https://github.com/aws-cloudformation/aws-cloudformation-templates/issues/271
 */
export function* unmappedValues(
  { call, guards }: PlacedCall,
  scenario: Scenario,
): Generator<Report & { readonly value: string }> {
  const [map, top, second, options] = argumentsOf(call).map(resolved);
  if (call.name !== 'Fn::FindInMap' || guards.length > 0 || options) return;
  if (map?.kind !== 'scalar' || map.tag !== undefined || second?.kind !== 'scalar') return;
  const name = nameIn(top && callOf(top));
  const parameter = name === undefined ? undefined : parameterNamed(scenario, name);
  const mapping = mappingNamed(scenario, map.text);
  if (!parameter?.allowedValues || entriesOf(mapping).length === 0) return;
  for (const value of parameter.allowedValues) {
    if (!isAsWritten(value) || value.tag !== undefined || !hasPlainKeys(mapping, value.text)) continue;
    const keys = second.tag === undefined ? [value.text, second.text] : [value.text];
    if (valueAt(mapping, ...keys) !== undefined) continue;
    yield {
      value: value.text,
      at: value,
      message: `${parameter.name} allows ${value.text}, and the mapping ${map.text} has no ${keys.join(' › ')}. AWS rejects the template with that value.`,
      severity: 'info',
    };
  }
}

function nameIn(call: ReturnType<typeof callOf>): string | undefined {
  const argument = call?.name === 'Ref' ? resolved(argumentsOf(call)[0]) : undefined;
  return argument?.kind === 'scalar' ? argument.text : undefined;
}
