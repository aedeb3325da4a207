import type { Span } from '../syntax/span.ts';
import type { Node, Scalar } from '../syntax/tree.ts';

export interface Parameter {
  readonly name: string;
  readonly at: Span;
  /** CloudFormation's type, such as `String` or `List<AWS::EC2::Subnet::Id>`; `String` where it is missing. */
  readonly type: string;
  readonly default?: Scalar;
  /** The declaration, such as `{Type: String, MinLength: 1}`. */
  readonly body: Node;
  /** Undefined if every value is allowed. */
  readonly allowedValues?: readonly Scalar[];
}
