import { type Entry, entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import type { Resource } from '../resource.ts';
import type { Template } from '../template.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';

/** A call of an intrinsic function, and where and when AWS evaluates it. */
export interface PlacedCall {
  readonly call: Call;
  readonly node: Node;
  /** The key of a long form. */
  readonly key?: Scalar;
  /** The logical id of the resource around the call; undefined in outputs and conditions. */
  readonly resource?: string;
  /** The values that conditions need for the call to be evaluated. */
  readonly guards: readonly Guard[];
}

export interface Guard {
  readonly condition: string;
  readonly holds: boolean;
}

/** Functions whose arguments can be wrong, and aliases, which may refer to such a call. */
const WORTH_A_LOOK =
  /(?:!|Fn::)(?:Select|Cidr|FindInMap|Join|Split|If|And|Or|Not|Equals|GetAtt|ImportValue|(?:Sub|Base64|GetAZs)["']?:?\s*[[-]|GetAZs["']?:?\s*["']?[a-z]{2}-)|\*[A-Za-z]/;

/** What can contain calls: a resource, an output or a condition. */
export type CallOwner = Resource | Entry | Node;

/** Empty if the template has a macro, which may rewrite everything before AWS evaluates it. */
export function callOwnersIn({ hasMacros, resources, outputs, conditions }: Template): readonly CallOwner[] {
  return hasMacros ? [] : [...resources.values(), ...outputs, ...conditions.values()];
}

/**
 * The calls in an output, a condition or the properties of a resource. Skipped are parts in which no function of
 * `WORTH_A_LOOK` occurs and parts that `Fn::Transform` may rewrite. `text` is the text that the template was parsed
 * from.
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
  // Searching the text is much faster than a walk over all nodes.
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

/** False if a macro is involved. A node that several aliases refer to is visited at its first place only. */
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
