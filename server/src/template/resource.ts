import type { Mapping, Node, Scalar } from '../syntax/tree.ts';

export interface Resource {
  /** The logical id. */
  readonly id: string;
  readonly key: Scalar;
  /** Such as `AWS::EC2::Subnet`; empty where it is missing. */
  readonly type: string;
  readonly body: Mapping;
  readonly properties: Node | undefined;
  /** The name of the condition under which the resource is made. */
  readonly condition?: string;
}
