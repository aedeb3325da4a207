import { type Node, resolved, type Scalar } from '../../syntax/tree.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';

/**
 * A sentence about an argument of the wrong kind, by the pages under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html; undefined
 * if the arguments are right or unknown.
 */
export function argumentKindFault(call: Call): string | undefined {
  const argument = resolved(call.argument);
  const given = argumentsOf(call);
  const first = resolved(given[0]);
  // The node of a call in its short form is also its argument, with the call's tag; any other argument with a tag is a
  // call of its own.
  const isWritten = call.isShort || argument?.tag === undefined;
  const needsString =
    isWritten && argument?.kind === 'sequence' ? `${call.name} needs a string, not a list` : undefined;
  switch (call.name) {
    case 'Fn::GetAtt':
      return getAttFault(call);
    case 'Fn::If':
      return given.length === 3 ? conditionFault(first) : undefined;
    case 'Fn::Select':
      return given.length === 2 ? selectFault(first, resolved(given[1])) : undefined;
    case 'Fn::Join':
    case 'Fn::Split':
      return given.length === 2 && isFunction(first)
        ? `The delimiter of ${call.name} must be a string and not a call of a function`
        : undefined;
    case 'Fn::GetAZs':
      return isWritten && argument?.kind === 'scalar' && ZONE.test(argument.text)
        ? `Fn::GetAZs needs a region, and ${argument.text} is a zone`
        : needsString;
    case 'Fn::Sub':
      return given.length === 2 ? subFault(first, given[1]) : undefined;
    case 'Fn::Base64':
    case 'Fn::ImportValue':
      return needsString;
    default:
      return undefined;
  }
}

function conditionFault(first: Node | undefined): string | undefined {
  return first && first.kind !== 'alias' && (first.kind !== 'scalar' || callOf(first))
    ? 'The first argument of Fn::If must be the name of a condition'
    : undefined;
}

function subFault(first: Node | undefined, names: Node | undefined): string | undefined {
  if (first?.kind === 'mapping' && !callOf(first)) return 'The first argument of Fn::Sub must be a string';
  return isFunction(names)
    ? 'The second argument of Fn::Sub must be a mapping of names to values'
    : undefined;
}

function selectFault(first: Node | undefined, second: Node | undefined): string | undefined {
  if (!isText(second)) return pastLastBlock(first, second);
  if (isList(first) || /^\d+$/.test(second.text))
    return 'Fn::Select needs the index first and the list after it';
  // A tool fills in the rest.
  return /[$#{<]/.test(second.text) ? undefined : `Fn::Select needs a list, and ${second.text} is one string`;
}

/** A call in place of what is written; Fn::Transform may make it. For names in Fn::Sub, others are undefined without it. */
function isFunction(node: Node | undefined): boolean {
  const call = callOf(node);
  return call !== undefined && call.name !== 'Fn::Transform';
}

function getAttFault(call: Call): string | undefined {
  const given = argumentsOf(call);
  const [name, attribute] = given.map(resolved);
  if (given.length !== 1 || name?.kind !== 'scalar' || resolved(call.argument)?.kind === 'alias') {
    // The attribute may be a `Ref`.
    return given.length > 1 || attribute ? undefined : 'Fn::GetAtt needs a resource and an attribute';
  }
  const isPlain = call.isShort || name.tag === undefined;
  return isPlain && !name.text.includes('.') && name.text !== ''
    ? `Fn::GetAtt needs an attribute of ${name.text}, and none is written`
    : undefined;
}

/** A list, or a call whose value is one. */
function isList(node: Node | undefined): boolean {
  return node?.kind === 'sequence' || LISTS.includes(callOf(node)?.name ?? '');
}

function isText(node: Node | undefined): node is Scalar {
  return node?.kind === 'scalar' && node.tag === undefined;
}

/** The shape of a zone's name, such as eu-central-1a. */
const ZONE = /^[a-z]{2}(?:-[a-z]+){1,2}-\d[a-z]$/;

/** An item after the last block of Fn::Cidr, whatever its block is. */
function pastLastBlock(index: Node | undefined, list: Node | undefined): string | undefined {
  const blocks = list && callOf(list);
  const count = blocks?.name === 'Fn::Cidr' ? resolved(argumentsOf(blocks)[1]) : undefined;
  const [position, most] = [index, count].map((node) =>
    node?.kind === 'scalar' && node.tag === undefined && /^\d+$/.test(node.text)
      ? Number(node.text)
      : undefined,
  );
  return position !== undefined && most !== undefined && position >= most
    ? `Fn::Select asks for item ${position} (counted from 0), but Fn::Cidr returns ${most === 1 ? 'one block' : `${most} blocks`}`
    : undefined;
}

const LISTS = ['Fn::GetAZs', 'Fn::Cidr', 'Fn::Split'];
