import { resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { argumentsOf, type Call } from './intrinsic.ts';

/** The smallest and largest number of arguments of a function. */
interface Count {
  readonly fewest: number;
  readonly most: number;
}

const exactly = (n: number): Count => ({ fewest: n, most: n });

/**
 * How many arguments a function accepts, as its declaration under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html says;
 * `Fn::And` and `Fn::Or` accept two to ten conditions. `Fn::Cidr` without its third argument is not reported: what AWS
 * does then is not documented (fact FN-04).
 */
const COUNTS: Readonly<Record<string, Count>> = table({
  'Fn::And': { fewest: 2, most: 10 },
  'Fn::Cidr': { fewest: 2, most: 3 },
  'Fn::Equals': exactly(2),
  'Fn::FindInMap': { fewest: 3, most: 4 },
  'Fn::If': exactly(3),
  'Fn::Join': exactly(2),
  'Fn::Not': exactly(1),
  'Fn::Or': { fewest: 2, most: 10 },
  'Fn::Select': exactly(2),
  'Fn::Split': exactly(2),
  // A text, or a list of a text and its replacements, which AWS's own error message calls optional.
  'Fn::Sub': { fewest: 1, most: 2 },
});

/** A clause about a wrong number of arguments; undefined if the number is right or unknown. */
export function argumentCountFault(call: Call): string | undefined {
  const argument = resolved(call.argument);
  const count = COUNTS[call.name];
  if (!count || !argument) return undefined;
  if (argument.kind !== 'sequence') {
    const isPlain = argument.kind === 'scalar' && (call.isShort || argument.tag === undefined);
    if (!isPlain || call.name === 'Fn::Sub' || call.name === 'Fn::Not') return undefined;
    return `${call.name} needs a list of ${expected(count)}`;
  }
  const given = argumentsOf(call).length;
  if (given >= count.fewest && given <= count.most) return undefined;
  return `${call.name} needs ${expected(count)}, not ${given}`;
}

function expected({ fewest, most }: Count): string {
  if (fewest === most) return fewest === 1 ? '1 argument' : `${fewest} arguments`;
  return `${fewest} ${most - fewest === 1 ? 'or' : 'to'} ${most} arguments`;
}
