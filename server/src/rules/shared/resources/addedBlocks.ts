import type { Cidr, Family } from '../../../cidr/cidr.ts';
import type { Field } from '../../../network/field.ts';
import { cidrField } from '../../../network/template/fieldOfValue.ts';
import type { CheckedFile } from '../../defineRule.ts';
import type { Named } from '../dependsOn.ts';
import { resourcesOfTypes } from './typedResources.ts';

/** A block that an `AWS::EC2::VPCCidrBlock` adds to a VPC. */
export interface AddedBlock extends Named {
  readonly family: Family;
  /** Unknown if Amazon or an address pool assigns it. */
  readonly cidr: Field<Cidr>;
}

/** The blocks that are added to each VPC of the file, in the order of the text. */
export function addedBlocks(file: CheckedFile): ReadonlyMap<string, readonly AddedBlock[]> {
  const blocks = new Map<string, AddedBlock[]>();
  for (const { object, property } of resourcesOfTypes(file, ['AWS::EC2::VPCCidrBlock'])) {
    const vpc = property('VpcId');
    if (vpc.kind !== 'reference') continue;
    const ipv4 = property('CidrBlock');
    const family = ipv4.kind !== 'absent' || property('Ipv4IpamPoolId').kind !== 'absent' ? 4 : 6;
    const cidr = cidrField(family === 4 ? ipv4 : property('Ipv6CidrBlock'), family);
    const own = blocks.get(vpc.resource) ?? [];
    blocks.set(vpc.resource, [...own, { id: object.id, at: object.at, family, cidr }]);
  }
  return blocks;
}
