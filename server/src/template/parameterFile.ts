import type { Span } from '../syntax/span.ts';
import {
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type SyntaxTree,
  syntaxErrorsIn,
  valueAt,
} from '../syntax/tree.ts';

/** The arguments in a parameter file, by parameter name, and the problems in it. */
export interface ParameterFile {
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly ParameterFileProblem[];
}

/** A whole sentence, with its position in the file. */
export interface ParameterFileProblem extends Span {
  readonly message: string;
}

/**
 * Reads a parameter file in one of three forms, as JSON or YAML: CloudFormation's list of `ParameterKey` and
 * `ParameterValue` (https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html), CodePipeline's
 * object with `Parameters`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html),
 * or an object of names and values. An entry that cannot be understood becomes a problem; the other entries are still
 * read.
 */
export function readParameterFile(tree: SyntaxTree): ParameterFile {
  const values = new Map<string, string>();
  const problems: ParameterFileProblem[] = syntaxErrorsIn(tree).map(({ start, end, message }) => ({
    start,
    end,
    message,
  }));
  const report = ({ start, end }: Span, message: string) => problems.push({ start, end, message });
  const give = (name: string, value: Node, at: Span) => {
    const text = parameterText(value);
    if (text === undefined)
      report(at, `${name} must be a plain value; a list is written as one string with commas.`);
    else values.set(name, text);
  };

  const readItem = (item: Node) => {
    const key = valueAt(item, 'ParameterKey');
    const value = valueAt(item, 'ParameterValue');
    if (key?.kind !== 'scalar') report(item, 'This item has no ParameterKey.');
    else if (value) give(key.text, value, value);
    // The stack's own value stays, and nobody here knows it.
    else if (parameterText(valueAt(item, 'UsePreviousValue')) !== 'true')
      report(item, `${key.text} has no ParameterValue.`);
  };
  const readObject = (root: Mapping) => {
    const inner = entryAt(root, 'Parameters')?.value;
    const object = inner === undefined ? root : resolved(inner);
    if (object?.kind !== 'mapping')
      report(inner ?? root, 'Parameters must be an object of names and values.');
    for (const { key, value } of entriesOf(object)) give(key.text, value, value);
  };

  const root = resolved(tree.root);
  if (root?.kind === 'sequence') root.items.forEach(readItem);
  else if (root?.kind === 'mapping') readObject(root);
  else if (problems.length === 0)
    report(root ?? { start: 0, end: 0 }, 'A parameter file must be a list or an object of names and values.');
  return { values, problems };
}

function parameterText(node: Node | undefined): string | undefined {
  const target = resolved(node);
  if (target?.kind !== 'scalar' || target.value === null) return undefined;
  return typeof target.value === 'boolean' ? String(target.value) : target.text;
}
