import type { Field, NetworkObject, Target, TargetList } from './field.ts';

/** A private hosted zone that is named like a service of AWS, whose records its VPCs see in place of public ones. */
export interface ServiceZone extends NetworkObject {
  /** The first part of the host name, such as `sqs` or `api.ecr`. */
  readonly host: string;
  readonly vpcs: TargetList;
}

/** A record of a hosted zone that leads to an endpoint of the file. */
export interface EndpointRecord extends NetworkObject {
  readonly zone: Field<Target>;
  readonly endpoint: string;
}
