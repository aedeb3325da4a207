// Tables of transit gateways and of internet gateways, and what an account lets through its internet gateways.

import type { Transit, World } from '../world/world.ts';
import type { Resource, Speller } from './spelling.ts';

export function transitTableResources(
  spell: Speller,
  { name: gateway, tables, attachments }: Transit,
): Resource[] {
  return [
    ...(tables ?? []).flatMap(({ name, routes, learns }): Resource[] => {
      const TransitGatewayRouteTableId = () => spell.id(name, 'TransitGatewayRouteTableId');
      return [
        {
          id: name,
          type: 'AWS::EC2::TransitGatewayRouteTable',
          properties: { TransitGatewayId: spell.id(gateway, 'Id') },
        },
        ...routes.map(
          ({ to, attachment }, index): Resource => ({
            id: `${name}Route${index + 1}`,
            type: 'AWS::EC2::TransitGatewayRoute',
            properties: {
              TransitGatewayRouteTableId: TransitGatewayRouteTableId(),
              DestinationCidrBlock: spell.cidr(to),
              ...(attachment === undefined
                ? { Blackhole: spell.bool(true) }
                : { TransitGatewayAttachmentId: spell.id(attachment, 'Id') }),
            },
          }),
        ),
        ...learns.map(
          (attachment): Resource => ({
            id: `${name}Learns${attachment}`,
            type: 'AWS::EC2::TransitGatewayRouteTablePropagation',
            properties: {
              TransitGatewayRouteTableId: TransitGatewayRouteTableId(),
              TransitGatewayAttachmentId: spell.id(attachment, 'Id'),
            },
          }),
        ),
      ];
    }),
    ...attachments.flatMap(({ name, table }): Resource[] =>
      table === undefined
        ? []
        : [
            {
              id: `${name}Table`,
              type: 'AWS::EC2::TransitGatewayRouteTableAssociation',
              properties: {
                TransitGatewayRouteTableId: spell.id(table, 'TransitGatewayRouteTableId'),
                TransitGatewayAttachmentId: spell.id(name, 'Id'),
              },
            },
          ],
    ),
  ];
}

export function publicAccessResources(spell: Speller, { blockPublicAccess, vpcs }: World): Resource[] {
  if (blockPublicAccess === undefined) return [];
  const { mode, exclusions } = blockPublicAccess;
  return [
    {
      id: 'PublicAccess',
      type: 'AWS::EC2::VPCBlockPublicAccessOptions',
      properties: { InternetGatewayBlockMode: mode },
    },
    ...exclusions.map(
      (one): Resource => ({
        id: one.name,
        type: 'AWS::EC2::VPCBlockPublicAccessExclusion',
        properties: {
          InternetGatewayExclusionMode: one.mode,
          ...(vpcs.some(({ name }) => name === one.of)
            ? { VpcId: spell.id(one.of, 'VpcId') }
            : { SubnetId: spell.id(one.of, 'SubnetId') }),
        },
      }),
    ),
  ];
}

export function ingressResources(spell: Speller, { ingressTables, vpcs }: World): Resource[] {
  return (ingressTables ?? []).flatMap(({ name, vpc, inspected }): Resource[] => {
    const hasGateway = vpcs.some((one) => one.name === vpc && one.internetGateway !== 'none');
    if (!hasGateway) return [];
    return [
      { id: name, type: 'AWS::EC2::RouteTable', properties: { VpcId: spell.id(vpc, 'VpcId') } },
      {
        id: `${name}Association`,
        type: 'AWS::EC2::GatewayRouteTableAssociation',
        properties: {
          GatewayId: spell.id(`${vpc}InternetGateway`, 'InternetGatewayId'),
          RouteTableId: spell.id(name, 'RouteTableId'),
        },
      },
      ...inspected.map(
        (block, index): Resource => ({
          id: `${name}Route${index + 1}`,
          type: 'AWS::EC2::Route',
          properties: {
            RouteTableId: spell.id(name, 'RouteTableId'),
            [block.family === 4 ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock']: spell.cidr(block),
            ...spell.oneOf<Record<string, string>>(
              { NetworkInterfaceId: 'eni-0123456789abcdef0' },
              { VpcEndpointId: 'vpce-0123456789abcdef0' },
            ),
          },
        }),
      ),
    ];
  });
}
