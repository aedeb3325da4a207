import { matchesPart, type Token } from '../glob.ts';
import { parse } from '../syntax/parse.ts';
import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../syntax/tree.ts';

/**
 * The actions that none of the statements allows; undefined if the statements cannot be evaluated. Action names ignore
 * case and may contain `*` and `?`.
 */
export function actionsNotAllowed(
  statements: readonly Node[],
  actions: readonly string[],
): readonly string[] | undefined {
  const allowed: string[] = [];
  for (const statement of statements) {
    const names = new Set(entriesOf(statement).map(({ key }) => key.text));
    // NotAction allows everything except the listed actions.
    if (names.has('NotAction')) return undefined;
    const effect = valueAt(statement, 'Effect');
    if (effect?.kind !== 'scalar') return undefined;
    if (effect.text !== 'Allow') continue;
    const written = itemsOf(valueAt(statement, 'Action'));
    if (!written.every((item): item is Scalar => item?.kind === 'scalar')) return undefined;
    allowed.push(...written.map(({ text }) => text));
  }
  return actions.filter((action) => !allowed.some((pattern) => matchesAction(pattern, action)));
}

/** The statements of a policy from its file's text; undefined if that is not a policy in JSON. */
export function statementsOf(policy: string): readonly Node[] | undefined {
  const { root, problems } = parse(policy, 'json');
  if (problems.length > 0) return undefined;
  const statements = itemsOf(valueAt(root, 'Statement'));
  return statements.length > 0 && statements.every((one) => one?.kind === 'mapping')
    ? (statements as Node[])
    : undefined;
}

/** A single value counts as a list of one, as in IAM. */
function itemsOf(node: Node | undefined): readonly (Node | undefined)[] {
  if (!node) return [];
  return node.kind === 'sequence' ? node.items.map(resolved) : [node];
}

/** Whether a pattern of a policy, such as `ec2:*`, has the action in it. */
export function matchesAction(pattern: string, action: string): boolean {
  const token = (letter: string): Token =>
    letter === '*' ? 'letters' : letter === '?' ? 'any letter' : letter;
  return matchesPart([...pattern.toLowerCase()].map(token), action.toLowerCase());
}
