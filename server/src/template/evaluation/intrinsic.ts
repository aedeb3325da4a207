import { entriesOf, type Node, resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';

/** A call of an intrinsic function, in its long or its short form. */
export interface Call {
  /** `Ref`, `Condition`, or the long name, such as `Fn::GetAtt`. */
  readonly name: string;
  /** For a short form this is the node itself; its tag must then be ignored. */
  readonly argument: Node;
  readonly isShort: boolean;
}

/** Tags that do not follow the pattern `!X` for `Fn::X`. */
const PLAIN_TAGS: Record<string, string> = table({ '!Ref': 'Ref', '!Condition': 'Condition' });

const LONG_NAME = /^(Ref|Condition|Fn::[A-Za-z0-9]+)$/;

/**
 * The call that a node is, if it is one: a node with a YAML tag, or a mapping with one entry whose key is a function. A
 * mapping `{Condition: x}` is a call only where a condition is expected; the caller knows whether that is so.
 */
export function callOf(node: Node | undefined): Call | undefined {
  const target = resolved(node);
  if (!target) return undefined;
  if (target.tag?.startsWith('!') && !target.tag.startsWith('!!') && target.tag.length > 1) {
    return { name: PLAIN_TAGS[target.tag] ?? `Fn::${target.tag.slice(1)}`, argument: target, isShort: true };
  }
  if (target.kind !== 'mapping' || target.entries.length !== 1) return undefined;
  const [entry] = entriesOf(target);
  if (!entry || !LONG_NAME.test(entry.key.text)) return undefined;
  return { name: entry.key.text, argument: entry.value, isShort: false };
}

/** The call below the tag of a short form, as in `!GetAZs {Ref: AWS::Region}`. */
export function callBelow({ argument, isShort }: Call): Call | undefined {
  if (!isShort || argument.kind !== 'mapping') return undefined;
  const { tag: _, ...untagged } = argument;
  return callOf(untagged);
}

/** The items of a list argument; a single value counts as a list of one. */
export function argumentsOf(call: Call): readonly Node[] {
  const argument = resolved(call.argument);
  if (argument?.kind === 'sequence') return argument.items;
  return argument ? [argument] : [];
}
