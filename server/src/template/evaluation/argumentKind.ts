import { type Node, resolved } from '../../syntax/tree.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';

/**
 * A sentence on an argument of the wrong kind, as the pages under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html say it;
 * undefined where the arguments are right, or are not written in the call.
 */
export function argumentKindFault(call: Call): string | undefined {
  const argument = resolved(call.argument);
  const given = argumentsOf(call);
  const first = resolved(given[0]);
  switch (call.name) {
    case 'Fn::GetAtt':
      return getAttFault(call);
    case 'Fn::If':
      return given.length === 3 && first && first.kind !== 'scalar' && first.kind !== 'alias'
        ? 'The first argument of Fn::If must be the name of a condition'
        : undefined;
    case 'Fn::Select':
      return given.length === 2 && isList(first) && isText(resolved(given[1]))
        ? 'Fn::Select needs the index first and the list after it'
        : undefined;
    case 'Fn::Base64':
    case 'Fn::GetAZs':
    case 'Fn::ImportValue':
      // A call in its short form is its own argument; any other argument with a tag is a call.
      return argument?.kind === 'sequence' && (call.isShort || argument.tag === undefined)
        ? `${call.name} needs a string, not a list`
        : undefined;
    default:
      return undefined;
  }
}

function getAttFault(call: Call): string | undefined {
  const given = argumentsOf(call);
  const [name, attribute] = given.map(resolved);
  if (given.length !== 1 || name?.kind !== 'scalar' || resolved(call.argument)?.kind === 'alias') {
    // The attribute may be a Ref.
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

function isText(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.tag === undefined;
}

const LISTS = ['Fn::GetAZs', 'Fn::Cidr', 'Fn::Split'];
