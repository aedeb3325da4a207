import { type Entry, entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import type { Resource } from '../resource.ts';
import type { Template } from '../template.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';

/** A call of a function, and where AWS carries it out. */
export interface PlacedCall {
  readonly call: Call;
  readonly node: Node;
  /** The key of a long form. */
  readonly key?: Scalar;
  /** The logical id of the resource that it belongs to; undefined in outputs and conditions. */
  readonly resource?: string;
  /** The conditions that have to come out so for the call to be carried out at all. */
  readonly guards: readonly Guard[];
}

export interface Guard {
  readonly condition: string;
  readonly holds: boolean;
}

/** Functions that can be given something wrong, and aliases, behind which they may stand. */
const WORTH_A_LOOK =
  /(?:!|Fn::)(?:Select|Cidr|FindInMap|Join|Split|If|And|Or|Not|Equals|GetAtt|(?:Sub|Base64|GetAZs|ImportValue)["']?:?\s*[[-]|GetAZs["']?:?\s*["']?[a-z]{2}-)|\*[A-Za-z]/;

/** What calls stand in: a resource, an output or a condition. */
export type CallOwner = Resource | Entry | Node;

/** None where a macro may change everything before AWS carries it out. */
export function callOwnersIn({ hasMacros, resources, outputs, conditions }: Template): readonly CallOwner[] {
  return hasMacros ? [] : [...resources.values(), ...outputs, ...conditions.values()];
}

/**
 * The calls in an output, a condition or the properties of a resource, except where none of `WORTH_A_LOOK` stands, nor
 * where `Fn::Transform` may change them. `text` is what the template was read from.
 */
export function callsIn(owner: CallOwner, text: string): readonly PlacedCall[] {
  if ('body' in owner) return callsBelow(owner.properties, owner.condition, text, owner.id);
  if (!('key' in owner)) return callsBelow(owner, undefined, text);
  const condition = valueAt(owner.value, 'Condition');
  return callsBelow(
    valueAt(owner.value, 'Value'),
    condition?.kind === 'scalar' ? condition.text : undefined,
    text,
  );
}

function callsBelow(
  node: Node | undefined,
  condition: string | undefined,
  text: string,
  resource?: string,
): readonly PlacedCall[] {
  // Looking through the text costs a fraction of a walk over all nodes.
  if (!node || !WORTH_A_LOOK.test(text.slice(node.start, node.end))) return [];
  const guards = condition === undefined ? [] : [{ condition, holds: true }];
  const calls: PlacedCall[] = [];
  const isPlain = visit(
    node,
    { guards, ...(resource !== undefined && { resource }) },
    calls,
    new Set<Node>(),
  );
  return isPlain ? calls : [];
}

type CallSite = Pick<PlacedCall, 'guards' | 'resource'>;

/** False where a macro has a hand in it. A node that several aliases stand for is looked at in the first place only. */
function visit(node: Node | undefined, place: CallSite, calls: PlacedCall[], seen: Set<Node>): boolean {
  const target = resolved(node);
  if (!target || target.kind === 'alias' || seen.has(target)) return true;
  seen.add(target);
  const call = target.kind !== 'scalar' || target.tag !== undefined ? callOf(target) : undefined;
  if (call?.name === 'Fn::Transform') return false;
  if (call) {
    const key = !call.isShort && target.kind === 'mapping' ? target.entries[0]?.key : undefined;
    calls.push({ ...place, call, node: target, ...(key && { key }) });
  }
  if (call?.name === 'Fn::If') {
    const [name, ...branches] = argumentsOf(call);
    const condition = resolved(name);
    if (condition?.kind !== 'scalar') return true;
    return branches.every((branch, i) => {
      const guards = [...place.guards, { condition: condition.text, holds: i === 0 }];
      return visit(branch, { ...place, guards }, calls, seen);
    });
  }
  if (target.kind === 'sequence') return target.items.every((item) => visit(item, place, calls, seen));
  if (target.kind === 'mapping') {
    return entriesOf(target).every(
      ({ key, value }) => key.text !== 'Fn::Transform' && visit(value, place, calls, seen),
    );
  }
  return true;
}
