import type { Cidr } from '../cidr/cidr.ts';
import type { Field, InVpc, NetworkObject, Target } from './field.ts';

export interface GatewayRouteTableAssociation extends NetworkObject {
  readonly gateway: Field<Target>;
  readonly routeTable: Field<Target>;
}

/** Attaches a network interface that is a separate resource to an instance. */
export interface NetworkInterfaceAttachment extends NetworkObject {
  readonly instance: Field<Target>;
  readonly networkInterface: Field<Target>;
  /** 0 for the primary interface. */
  readonly deviceIndex: Field<number>;
}

export interface SecurityGroupVpcAssociation extends InVpc {
  readonly group: Field<Target>;
}

export interface DhcpOptions extends NetworkObject {
  /**
   * False if the VPC's hosts use other name servers, which know no private DNS names unless they forward to AWS's
   * resolver.
   */
  readonly usesAwsDns: Field<boolean>;
  /** The name servers that are given as addresses. */
  readonly servers: readonly Cidr[];
}

export interface DhcpOptionsAssociation extends InVpc {
  readonly options: Field<Target>;
}

export interface BlockPublicAccessOptions extends NetworkObject {
  readonly mode: Field<'block-bidirectional' | 'block-ingress'>;
}

/** For a VPC with all of its subnets, or for one subnet (fact BPA-03). */
export interface BlockPublicAccessExclusion extends InVpc {
  readonly subnet: Field<Target>;
  readonly mode: Field<'allow-bidirectional' | 'allow-egress'>;
}

/** Allows clients of a Client VPN endpoint to reach a block. */
export interface ClientVpnAuthorization extends NetworkObject {
  readonly endpoint: Field<Target>;
  readonly destination: Field<Cidr>;
  /** True if it is for one group of users; otherwise it is for all. */
  readonly isForOneGroup: boolean;
}

/** A route of a Client VPN endpoint besides the automatic ones for its VPC's blocks. */
export interface ClientVpnRoute extends NetworkObject {
  readonly endpoint: Field<Target>;
  readonly destination: Field<Cidr>;
  /** The associated subnet through which the packets leave. */
  readonly subnet: Field<Target>;
}

/** Ports on which an accelerator of AWS Global Accelerator listens. */
export interface AcceleratorListener extends NetworkObject {
  readonly protocol: Field<string>;
  readonly ports: readonly { readonly from: Field<number>; readonly to: Field<number> }[];
}

/** A member of an accelerator's endpoint group, which receives its traffic. */
export interface AcceleratorEndpoint extends NetworkObject {
  readonly listener: Field<Target>;
  readonly endpoint: Field<Target>;
  readonly keepsClientIp: Field<boolean>;
  /** True if the port override maps the listener's ports to other ports. */
  readonly overridesPorts: boolean;
}
