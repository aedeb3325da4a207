import { type Node, resolved } from '../../syntax/tree.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { argumentsOf, callOf } from '../evaluation/intrinsic.ts';
import type { Scenario } from '../evaluation/scenario.ts';
import type { Known, Value } from '../evaluation/value.ts';
import { isNamed } from '../parameters.ts';

/** A condition, or an assertion of a rule, as a formula over comparisons. */
export type Formula =
  | { readonly op: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly op: 'not'; readonly of: Formula }
  | { readonly op: 'condition'; readonly name: string }
  /** A function whose result depends on parameters, or on values that are known only at deployment. */
  | { readonly op: 'compare'; readonly node: Node };

/** The formula of a node; a node that is no logical operator is a comparison. */
export function formulaOf(node: Node, around: readonly Node[] = []): Formula {
  const call = callOf(node);
  const target = resolved(node);
  // An alias of a node around it is a mistake that AWS refuses.
  if (!call || !target || around.includes(target)) return { op: 'compare', node };
  const parts = () => argumentsOf(call).map((part) => formulaOf(part, [...around, target]));
  switch (call.name) {
    case 'Condition': {
      const name = resolved(call.argument);
      return name?.kind === 'scalar' ? { op: 'condition', name: name.text } : { op: 'compare', node };
    }
    case 'Fn::And':
      return { op: 'and', of: parts() };
    case 'Fn::Or':
      return { op: 'or', of: parts() };
    case 'Fn::Not':
      return { op: 'not', of: { op: 'and', of: parts() } };
    default:
      return { op: 'compare', node };
  }
}

/**
 * The result of a comparison for the parameters that a scenario binds; undefined if these do not decide it. The
 * functions of rules:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
 */
export function compareNodes(node: Node, scenario: Scenario): boolean | undefined {
  const call = callOf(node);
  const [left, right] = call ? argumentsOf(call).map((side) => evaluate(side, scenario)) : [];
  switch (call?.name) {
    case 'Fn::Equals':
      return isDecided(left, scenario) && isDecided(right, scenario) ? left.text === right.text : undefined;
    case 'Fn::Contains':
      return contains(textsOf(left), knownText(right));
    case 'Fn::EachMemberEquals':
      return allOf(textsOf(left), (text) => text === knownText(right), knownText(right));
    case 'Fn::EachMemberIn': {
      const allowed = textsOf(right);
      return allOf(textsOf(left), (text) => allowed?.includes(text) === true, allowed);
    }
    default:
      return undefined;
  }
}

function contains(texts: readonly string[] | undefined, text: string | undefined): boolean | undefined {
  return texts === undefined || text === undefined ? undefined : texts.includes(text);
}

/** Undecided if one side is unknown. */
function allOf(
  texts: readonly string[] | undefined,
  fits: (text: string) => boolean,
  other: unknown,
): boolean | undefined {
  return texts === undefined || other === undefined ? undefined : texts.every(fits);
}

function knownText(value: Value | undefined): string | undefined {
  return value?.kind === 'known' ? value.text : undefined;
}

/** The texts of a list of which every item is known. */
function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind !== 'list' || !value.items.every((item): item is Known => item.kind === 'known'))
    return undefined;
  const texts = value.items.map(({ text }) => text);
  return texts.every(isNamed) ? texts : undefined;
}

/**
 * A text that depends on a default of another file may differ at deployment, and scenarios do not enumerate those
 * defaults.
 */
function isDecided(value: Value | undefined, { template }: Scenario): value is Known {
  return value?.kind === 'known' && value.defaults.every((name) => template.parameters.has(name));
}
