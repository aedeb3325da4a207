import type { Field, InVpc, NetworkObject, Target } from './model.ts';

export interface GatewayRouteTableAssociation extends NetworkObject {
  readonly gateway: Field<Target>;
  readonly routeTable: Field<Target>;
}

/** Puts an interface that is a resource of its own on an instance. */
export interface NetworkInterfaceAttachment extends NetworkObject {
  readonly instance: Field<Target>;
  readonly networkInterface: Field<Target>;
}

export interface SecurityGroupVpcAssociation extends InVpc {
  readonly group: Field<Target>;
}

export interface DhcpOptions extends NetworkObject {
  /** False where a VPC's hosts ask name servers of one's own, which know of no private DNS unless they ask AWS's. */
  readonly usesAwsDns: Field<boolean>;
}

export interface DhcpOptionsAssociation extends InVpc {
  readonly options: Field<Target>;
}

export interface BlockPublicAccessOptions extends NetworkObject {
  readonly mode: Field<'block-bidirectional' | 'block-ingress'>;
}

/** Of a VPC with all of its subnets, or of one subnet (fact BPA-03). */
export interface BlockPublicAccessExclusion extends InVpc {
  readonly subnet: Field<Target>;
  readonly mode: Field<'allow-bidirectional' | 'allow-egress'>;
}
