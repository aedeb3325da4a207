import { SCHEMA_TEXTS } from './resourceSchemas.ts';
import { TYPE_NAMES } from './resourceTypes.ts';

/** Whether AWS has the type in some region. */
export function isResourceType(type: string): boolean {
  const at = type.lastIndexOf('::');
  const service = type.slice(0, Math.max(0, at));
  return Object.hasOwn(TYPE_NAMES, service) && ` ${TYPE_NAMES[service]} `.includes(` ${type.slice(at + 2)} `);
}

/** The types of a service, such as `AWS::EC2`; all where AWS has no such service. */
export function typesNear(service: string): Iterable<string> {
  return Object.hasOwn(TYPE_NAMES, service) ? typesOf(service) : Object.keys(TYPE_NAMES).flatMap(typesOf);
}

function typesOf(service: string): readonly string[] {
  return TYPE_NAMES[service]!.split(' ').map((name) => `${service}::${name}`);
}

/** Whether the rules check the properties of a service's types: true for `AWS::EC2`. */
export function isServiceOfNetworks(service: string): boolean {
  return Object.keys(SCHEMA_TEXTS).some((type) => type.startsWith(`${service}::`));
}

/** The types that the rules check of all services, by their last part: `Subnet`. */
export function typesOfNetworks(name: string): readonly string[] {
  return Object.keys(SCHEMA_TEXTS).filter((type) => type.endsWith(`::${name}`));
}

/**
 * Types of other publishers begin with their own name, which may resemble AWS's: `AWSQS::EKS::Cluster`. What has the form of no
 * type, as `AW:S:EC2::VPC`, is no other publisher's, and neither is what has the letters of AWS in another order.
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-types.html
 */
export function isOfOtherPublisher(type: string): boolean {
  return /^\w+::\w+::\w+$|^Custom::/.test(type) && !/^(?:aws|asw|was):/i.test(type);
}
