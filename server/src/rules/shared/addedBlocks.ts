import type { Cidr, Family } from '../../cidr/cidr.ts';
import type { Field } from '../../network/model.ts';
import { cidrField } from '../../network/template/fieldOfValue.ts';
import type { CheckedFile } from '../defineRule.ts';
import type { Named } from './dependsOn.ts';
import { resourcesOfTypes } from './typedResources.ts';

/** A block that an `AWS::EC2::VPCCidrBlock` adds to a VPC. */
export interface AddedBlock extends Named {
  readonly family: Family;
  /** Unknown for one that Amazon or an address pool chooses. */
  readonly cidr: Field<Cidr>;
}

/** The blocks that are added to a VPC of the file, in the order of the text. */
export function addedBlocks(vpc: string, file: CheckedFile): readonly AddedBlock[] {
  return resourcesOfTypes(file, ['AWS::EC2::VPCCidrBlock']).flatMap(({ object: { id, at }, property }) => {
    const owner = property('VpcId');
    if (owner.kind !== 'reference' || owner.resource !== vpc) return [];
    const ipv4 = property('CidrBlock');
    const family = ipv4.kind !== 'absent' || property('Ipv4IpamPoolId').kind !== 'absent' ? 4 : 6;
    return [{ id, at, family, cidr: cidrField(family === 4 ? ipv4 : property('Ipv6CidrBlock'), family) }];
  });
}
