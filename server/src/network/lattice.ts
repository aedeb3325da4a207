import type { Field, NetworkObject, Target, TargetList } from './field.ts';

/** A service of VPC Lattice in a service network, or a VPC that is associated with one. */
export type LatticeAssociation = NetworkObject & { readonly serviceNetwork: Field<Target> } & (
    | { readonly kind: 'service'; readonly service: Field<Target> }
    | { readonly kind: 'vpc'; readonly vpc: Field<Target>; readonly securityGroups: TargetList }
  );

/** A port that a service of VPC Lattice answers on. */
export interface LatticeListener extends NetworkObject {
  readonly service: Field<Target>;
  readonly port: Field<number>;
}
