import { parseCidr } from '../../../cidr/parse.ts';
import { ABSENT, type NetworkObject } from '../../field.ts';
import { find } from '../../lookup.ts';
import type { TransitGatewayAttachment } from '../../model.ts';
import {
  booleanField,
  cidrField,
  fieldOf,
  fieldWithin,
  itemsOf,
  oneOfField,
  ownerField,
  targetField,
  targetList,
  valueAtPath,
} from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

/** Connections between a VPC and other networks: peerings, transit gateways, VPNs, and prefix lists. */

export function readPeering({ object, property }: ResourceReader, draft: Draft): void {
  draft.peerings.set(object.id, {
    ...object,
    vpc: ownerField(property('VpcId')),
    peer: ownerField(property('PeerVpcId')),
    peerOwner: fieldOf(property('PeerOwnerId'), (text) => text),
    peerRegion: fieldOf(property('PeerRegion'), (text) => text),
  });
}

const SWITCH = ['enable', 'disable'] as const;

export function readTransitGateway({ object, property }: ResourceReader, draft: Draft): void {
  draft.transitGateways.set(object.id, {
    ...object,
    defaultAssociation: oneOfField(property('DefaultRouteTableAssociation'), SWITCH),
    defaultPropagation: oneOfField(property('DefaultRouteTablePropagation'), SWITCH),
    defaultAssociationTable: targetField(property('AssociationDefaultRouteTableId')),
    defaultPropagationTable: targetField(property('PropagationDefaultRouteTableId')),
    groupReferences: oneOfField(property('SecurityGroupReferencingSupport'), SWITCH),
  });
}

export function readTransitGatewayAttachment({ object, property }: ResourceReader, draft: Draft): void {
  draft.transitGatewayAttachments.set(object.id, {
    ...object,
    vpc: ownerField(property('VpcId')),
    transitGateway: ownerField(property('TransitGatewayId')),
    subnets: targetList(property('SubnetIds')),
    applianceMode: oneOfField(valueAtPath(property, 'Options.ApplianceModeSupport'), SWITCH),
    ipv6: oneOfField(valueAtPath(property, 'Options.Ipv6Support'), SWITCH),
    groupReferences: oneOfField(valueAtPath(property, 'Options.SecurityGroupReferencingSupport'), SWITCH),
  });
}

export function readTransitGatewayRouteTable({ object, property }: ResourceReader, draft: Draft): void {
  draft.transitGatewayRouteTables.set(object.id, {
    ...object,
    transitGateway: ownerField(property('TransitGatewayId')),
  });
}

export function readTransitGatewayRoute({ object, property }: ResourceReader, draft: Draft): void {
  const destination = property('DestinationCidrBlock');
  const family = destination.kind === 'known' && destination.text.includes(':') ? 6 : 4;
  draft.transitGatewayRoutes.push({
    ...object,
    routeTable: ownerField(property('TransitGatewayRouteTableId')),
    destination: cidrField(destination, family),
    attachment: targetField(property('TransitGatewayAttachmentId')),
    blackhole: booleanField(property('Blackhole')),
  });
}

/** `list` is the draft's list for the association or propagation. */
export function readTransitGatewayLink(
  list: 'transitGatewayAssociations' | 'transitGatewayPropagations',
): (reader: ResourceReader, draft: Draft) => void {
  return ({ object, property }, draft) => {
    draft[list].push({
      ...object,
      routeTable: ownerField(property('TransitGatewayRouteTableId')),
      attachment: targetField(property('TransitGatewayAttachmentId')),
    });
  };
}

export function readVpnConnection({ object, property }: ResourceReader, draft: Draft): void {
  draft.vpnConnections.set(object.id, {
    ...object,
    customerGateway: targetField(property('CustomerGatewayId')),
    vpnGateway: targetField(property('VpnGatewayId')),
    transitGateway: ownerField(property('TransitGatewayId')),
    staticRoutesOnly: booleanField(property('StaticRoutesOnly')),
  });
}

export function readVpnConnectionRoute({ object, property }: ResourceReader, draft: Draft): void {
  draft.vpnConnectionRoutes.push({
    ...object,
    connection: ownerField(property('VpnConnectionId')),
    destination: cidrField(property('DestinationCidrBlock'), 4),
  });
}

export function readRoutePropagation({ object, property }: ResourceReader, draft: Draft): void {
  draft.routePropagations.push({
    ...object,
    routeTables: targetList(property('RouteTableIds')),
    vpnGateway: targetField(property('VpnGatewayId')),
  });
}

export function readRouteServerPropagation({ object, property }: ResourceReader, draft: Draft): void {
  draft.routePropagations.push({
    ...object,
    routeTables: targetList(property('RouteTableId')),
    vpnGateway: ABSENT,
    isByRouteServer: true,
  });
}

/**
 * What an attachment of the type Connect propagates it learns from an appliance:
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html
 */
export function addConnectAttachment({ object, property }: ResourceReader, draft: Draft): void {
  const transport = find(
    draft.transitGatewayAttachments,
    targetField(property('TransportTransitGatewayAttachmentId')),
  );
  const why = 'an appliance tells the routes of a Connect attachment';
  addLearningAttachment(object, transport?.transitGateway, why, draft);
}

/**
 * A Direct Connect gateway that is associated with a transit gateway is an attachment, which propagates what the office
 * announces: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-dcg-attachments.html
 */
export function addDirectConnectAttachment({ object, property }: ResourceReader, draft: Draft): void {
  const gateway = targetField(property('AssociatedGatewayId'));
  if (find(draft.vpnGateways, gateway)) return;
  const why = 'the office tells the routes of a Direct Connect gateway';
  addLearningAttachment(object, gateway.kind === 'absent' ? undefined : gateway, why, draft);
}

/** An attachment that learns its routes from elsewhere. */
function addLearningAttachment(
  object: NetworkObject,
  transitGateway: TransitGatewayAttachment['transitGateway'] | undefined,
  why: string,
  draft: Draft,
): void {
  draft.transitGatewayAttachments.set(object.id, {
    ...object,
    vpc: { kind: 'unknown', why, at: object.at },
    transitGateway: transitGateway ?? { kind: 'unknown', why, at: object.at },
    subnets: ABSENT,
    applianceMode: ABSENT,
    ipv6: ABSENT,
    groupReferences: ABSENT,
  });
}

export function readPrefixList({ object, property }: ResourceReader, draft: Draft): void {
  const entries = property('Entries');
  const isWritten = entries.kind === 'list' || entries.kind === 'absent';
  draft.prefixLists.set(object.id, {
    ...object,
    entries: isWritten
      ? itemsOf(entries).map((entry) => {
          const cidr = fieldWithin(entry, 'Cidr');
          return fieldOf(cidr, (text) => {
            const parsed = parseCidr(text);
            return parsed.kind === 'cidr' ? parsed : undefined;
          });
        })
      : undefined,
  });
}

export function readElasticIp({ object, property }: ResourceReader, draft: Draft): void {
  draft.elasticIps.set(object.id, object);
  const instance = targetField(property('InstanceId'));
  if (instance.kind === 'absent') return;
  const elasticIp = {
    kind: 'known',
    value: { kind: 'resource', id: object.id },
    at: object.at,
    defaults: [],
  } as const;
  draft.elasticIpAssociations.push({ ...object, elasticIp, instance, networkInterface: { kind: 'absent' } });
}

export function readElasticIpAssociation({ object, property }: ResourceReader, draft: Draft): void {
  const byId = property('AllocationId');
  draft.elasticIpAssociations.push({
    ...object,
    elasticIp: targetField(byId.kind === 'absent' ? property('EIP') : byId),
    instance: targetField(property('InstanceId')),
    networkInterface: targetField(property('NetworkInterfaceId')),
  });
}

export function readFlowLog({ object, property }: ResourceReader, draft: Draft): void {
  draft.flowLogs.set(object.id, { ...object, of: ownerField(property('ResourceId')) });
}
