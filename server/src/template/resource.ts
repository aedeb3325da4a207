import type { Mapping, Node, Scalar } from '../syntax/tree.ts';

export interface Resource {
  /** The logical id. */
  readonly id: string;
  readonly key: Scalar;
  /** For example `AWS::EC2::Subnet`; empty if the type is missing. */
  readonly type: string;
  readonly body: Mapping;
  readonly properties: Node | undefined;
  /** The name of the condition under which the resource is created. */
  readonly condition?: string;
}
