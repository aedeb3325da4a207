import { hasText } from '../../../template/evaluation/value.ts';
import { ABSENT, type Field } from '../../field.ts';
import { integerField, ownerField, targetField, targetList } from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

export function readLatticeService({ object }: ResourceReader, draft: Draft): void {
  draft.publicEndpoints.set(object.id, { ...object, kind: 'lattice', function: ABSENT, isPrivate: ABSENT });
}

export function readServiceAssociation({ object, property }: ResourceReader, draft: Draft): void {
  draft.latticeAssociations.push({
    ...object,
    kind: 'service',
    service: targetField(property('ServiceIdentifier')),
    serviceNetwork: ownerField(property('ServiceNetworkIdentifier')),
  });
}

export function readVpcAssociation({ object, property }: ResourceReader, draft: Draft): void {
  draft.latticeAssociations.push({
    ...object,
    kind: 'vpc',
    vpc: ownerField(property('VpcIdentifier')),
    serviceNetwork: ownerField(property('ServiceNetworkIdentifier')),
    securityGroups: targetList(property('SecurityGroupIds')),
  });
}

/** The port is that of the protocol where none is written: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-vpclattice-listener.html */
export function readLatticeListener({ object, property }: ResourceReader, draft: Draft): void {
  const protocol = property('Protocol');
  const value = hasText(protocol, 'HTTP') ? 80 : 443;
  const preset: Field<number> = { kind: 'known', value, at: object.at, defaults: [] };
  const written = integerField(property('Port'));
  draft.latticeListeners.push({
    ...object,
    service: targetField(property('ServiceIdentifier')),
    port: written.kind === 'absent' ? preset : written,
  });
}
