import type { Field, NetworkObject, Target, TargetList } from './field.ts';

/** A private hosted zone that is named like a service of AWS, whose records its VPCs see in place of public ones. */
export interface ServiceZone extends NetworkObject {
  /** The first part of the host name, such as `sqs` or `api.ecr`. */
  readonly host: string;
  readonly vpcs: TargetList;
}

/** A hosted zone or an endpoint in a Route 53 Profile, whose names the VPCs of the Profile see. */
export interface ProfileResource extends NetworkObject {
  readonly profile: Field<Target>;
  /** The logical id of the resource; undefined if the file does not say it. */
  readonly resource: string | undefined;
}

/** A VPC with which a Route 53 Profile is associated. */
export interface ProfileVpc extends NetworkObject {
  readonly profile: Field<Target>;
  readonly vpc: Field<Target>;
}

/** A list of domains of Route 53 Resolver DNS Firewall. */
export interface FirewallDomainList extends NetworkObject {
  /** Undefined if the file does not list them. */
  readonly domains: readonly string[] | undefined;
}

/** The rules of Route 53 Resolver DNS Firewall. */
export interface FirewallRuleGroup extends NetworkObject {
  readonly rules: readonly { readonly action: Field<string>; readonly list: Field<Target> }[];
}

/** The VPC in which a rule group of DNS Firewall filters queries. */
export interface FirewallRuleGroupVpc extends NetworkObject {
  readonly ruleGroup: Field<Target>;
  readonly vpc: Field<Target>;
}

/** A rule that says where the Route 53 VPC Resolver sends the queries for a domain. */
export interface ResolverRule extends NetworkObject {
  /** In lower case, without a dot at its end; a region may be an expression. Undefined if the file does not say it. */
  readonly domain: string | undefined;
  /** True if other resolvers are asked; false for a rule that leaves the domain to the VPC's own. */
  readonly forwards: Field<boolean>;
}

/** The VPC whose queries a rule of the Resolver applies to. */
export interface ResolverRuleVpc extends NetworkObject {
  readonly rule: Field<Target>;
  readonly vpc: Field<Target>;
}

/** A record of a hosted zone that leads to an endpoint of the file. */
export interface EndpointRecord extends NetworkObject {
  readonly zone: Field<Target>;
  /** As of a `ServiceZone`; `*` is a wildcard. Undefined for other names, and if the file does not say the name. */
  readonly host: string | undefined;
  readonly endpoint: string;
}
