import type { Cidr } from '../cidr/cidr.ts';
import type { Field, InVpc, NetworkObject, Target } from './field.ts';

export interface GatewayRouteTableAssociation extends NetworkObject {
  readonly gateway: Field<Target>;
  readonly routeTable: Field<Target>;
}

/** Puts an interface that is a resource of its own on an instance. */
export interface NetworkInterfaceAttachment extends NetworkObject {
  readonly instance: Field<Target>;
  readonly networkInterface: Field<Target>;
  /** 0 for the primary one. */
  readonly deviceIndex: Field<number>;
}

export interface SecurityGroupVpcAssociation extends InVpc {
  readonly group: Field<Target>;
}

export interface DhcpOptions extends NetworkObject {
  /** False where a VPC's hosts ask name servers of one's own, which know of no private DNS unless they ask AWS's. */
  readonly usesAwsDns: Field<boolean>;
  /** The name servers that are written as addresses. */
  readonly servers: readonly Cidr[];
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

/** Lets clients of a Client VPN endpoint into a block. */
export interface ClientVpnAuthorization extends NetworkObject {
  readonly endpoint: Field<Target>;
  readonly destination: Field<Cidr>;
}

/** A route of a Client VPN endpoint beside those that it makes for its VPC's blocks. */
export interface ClientVpnRoute extends NetworkObject {
  readonly endpoint: Field<Target>;
  readonly destination: Field<Cidr>;
  /** The associated subnet that the packets leave by. */
  readonly subnet: Field<Target>;
}

/** Ports that an accelerator of AWS Global Accelerator listens on. */
export interface AcceleratorListener extends NetworkObject {
  readonly protocol: Field<string>;
  readonly ports: readonly { readonly from: Field<number>; readonly to: Field<number> }[];
}

/** Something that an accelerator hands its clients' packets to, as its endpoint group lists it. */
export interface AcceleratorEndpoint extends NetworkObject {
  readonly listener: Field<Target>;
  readonly endpoint: Field<Target>;
  readonly keepsClientIp: Field<boolean>;
  /** Clients ask on other ports than the endpoint answers on. */
  readonly overridesPorts: boolean;
}
