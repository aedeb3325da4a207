import { type Field, type Target, unknownField } from '../field.ts';
import { ownerField } from './fieldOfValue.ts';
import type { ResourceReader } from './readResource.ts';

/**
 * The owner of an object that cannot do without one, such as the subnet of an association. Where the property is missing, misspelt or
 * names a resource of another type, AWS rejects the object and a rule says so; which owner is meant is unknown then, so
 * that nothing is concluded from an owner that seems to lack the object.
 */
export function requiredOwner(
  { object, property, typeOf }: ResourceReader,
  name: string,
  type: string,
): Field<Target> {
  const owner = ownerField(property(name));
  if (owner.kind === 'absent') return unknownField({ why: `${object.id} has no ${name}` }, object.at);
  // An attribute may give the id of another object, as DefaultNetworkAcl of a VPC does.
  if (owner.kind !== 'known' || owner.value.kind !== 'resource' || owner.value.attribute !== undefined)
    return owner;
  const given = typeOf(owner.value.id);
  if (given === undefined || given === type || !OF_OTHER_KIND.test(given)) return owner;
  return unknownField({ why: `${name} of ${object.id} names ${owner.value.id}, an ${given}` }, owner.at);
}

/** What a custom resource or a stack gives may be any id. */
const OF_OTHER_KIND = /^AWS::(?!CloudFormation::)/;
