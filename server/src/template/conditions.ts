import { type Node, resolved } from '../syntax/tree.ts';
import { evaluate, type Scenario } from './evaluate.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';

/**
 * Decides the conditions of a template for the parameters that a scenario binds. A comparison that these do not
 * decide asks `free`, which is called with the comparison's node.
 */
export function decideConditions(
  scenario: Scenario,
  free: (comparison: Node) => boolean,
): Map<string, boolean> {
  const decided = new Map<string, boolean>();
  const underWay = new Set<string>();

  function decide(name: string): boolean {
    const known = decided.get(name);
    if (known !== undefined) return known;
    const node = scenario.template.conditions.get(name);
    // A condition that does not exist or needs itself is refused by AWS; any answer will do.
    if (!node || underWay.has(name)) return false;
    underWay.add(name);
    const holds = holdsAt(node);
    decided.set(name, holds);
    return holds;
  }

  function holdsAt(node: Node): boolean {
    const call = callOf(node);
    switch (call?.name) {
      case 'Condition': {
        const name = resolved(call.argument);
        return name?.kind === 'scalar' && decide(name.text);
      }
      case 'Fn::And':
        return decideAll(call).every(Boolean);
      case 'Fn::Or':
        return decideAll(call).some(Boolean);
      case 'Fn::Not':
        return !decideAll(call).every(Boolean);
      case 'Fn::Equals': {
        const [left, right] = argumentsOf(call).map((side) => evaluate(side, scenario));
        if (left?.kind === 'known' && right?.kind === 'known') return left.text === right.text;
        return free(node);
      }
      default:
        return free(node);
    }
  }

  /** All of them, also where the first settles it: `free` has to hear of every comparison. */
  function decideAll(call: Call): boolean[] {
    return argumentsOf(call).map(holdsAt);
  }

  for (const name of scenario.template.conditions.keys()) decide(name);
  return decided;
}
