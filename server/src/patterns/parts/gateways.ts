import type { Data } from '../../syntax/edit.ts';
import type { NetworkRequest } from '../request.ts';
import { type SubnetsByTier, tablesOf } from './layout.ts';
import { attribute, ignoring, named, type Part, ref, type TemplateResource } from './part.ts';

const ATTACHMENT = 'InternetGatewayAttachment';

/** The internet gateway, with the route of the public subnets where there are some. */
export function internetGatewayPart(layout: SubnetsByTier): Part {
  return {
    comment: 'The internet gateway.',
    resources: {
      InternetGateway: { Type: 'AWS::EC2::InternetGateway', Properties: { Tags: named() } },
      [ATTACHMENT]: {
        Type: 'AWS::EC2::VPCGatewayAttachment',
        Properties: { VpcId: ref('Vpc'), InternetGatewayId: ref('InternetGateway') },
      },
      ...(layout.public.length > 0 && {
        PublicDefaultRoute: {
          Type: 'AWS::EC2::Route',
          DependsOn: ATTACHMENT,
          Properties: toTheInternet('PublicTable', { GatewayId: ref('InternetGateway') }),
        },
      }),
    },
  };
}

/** The NAT gateways and the routes to them. */
export function natPart({ pattern }: NetworkRequest, layout: SubnetsByTier): Part {
  const tables = tablesOf(layout.private);
  if (pattern.nat === 'regional') {
    return {
      // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html (NAT-02)
      comment: 'A regional NAT gateway: AWS extends it to each zone with workloads and brings its addresses.',
      resources: {
        NatGateway: {
          Type: 'AWS::EC2::NatGateway',
          DependsOn: ATTACHMENT,
          Properties: { AvailabilityMode: 'regional', VpcId: ref('Vpc'), Tags: named('nat') },
        },
        PrivateDefaultRoute: natRoute('PrivateTable', 'NatGateway'),
      },
    };
  }
  const isPerZone = pattern.nat === 'per-zone';
  const homes = isPerZone ? layout.public : layout.public.slice(0, 1);
  const suffix = (letter: string) => (isPerZone ? `-${letter.toLowerCase()}` : '');
  const ending = (letter: string) => (isPerZone ? letter : '');
  return {
    comment: isPerZone
      ? 'A NAT gateway in each zone: when one zone fails, the others still reach the internet.'
      : 'One NAT gateway: when its zone fails, no private subnet reaches the internet.',
    resources: {
      ...Object.fromEntries(
        homes.flatMap(({ id, letter }): [string, TemplateResource][] => [
          [
            `NatAddress${ending(letter)}`,
            {
              Type: 'AWS::EC2::EIP',
              DependsOn: ATTACHMENT,
              Properties: { Domain: 'vpc', Tags: named(`nat${suffix(letter)}`) },
            },
          ],
          [
            `NatGateway${ending(letter)}`,
            {
              Type: 'AWS::EC2::NatGateway',
              ...(!isPerZone && ignoring('nat-shared-across-azs')),
              Properties: {
                SubnetId: ref(id),
                AllocationId: attribute(`NatAddress${ending(letter)}`, 'AllocationId'),
                Tags: named(`nat${suffix(letter)}`),
              },
            },
          ],
        ]),
      ),
      ...Object.fromEntries(
        tables.map((table) => {
          const letter = table.replace('PrivateTable', '');
          return [`PrivateDefaultRoute${letter}`, natRoute(table, `NatGateway${letter}`)];
        }),
      ),
    },
  };
}

/** A connection to an office with static routes. */
export function vpnPart(layout: SubnetsByTier): Part {
  return {
    comment: 'The VPN connection to the office, with a static route for its addresses.',
    parameters: {
      OfficeAddress: {
        Type: 'String',
        Description: "The public address of the office's VPN device, such as 203.0.113.7",
        AllowedPattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}$',
      },
      OfficeCidr: {
        Type: 'String',
        Description:
          'The addresses of the office, such as 192.168.0.0/16; they must not overlap those of the VPC',
        AllowedPattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}/([89]|[12][0-9]|3[0-2])$',
      },
    },
    resources: {
      VpnGateway: { Type: 'AWS::EC2::VPNGateway', Properties: { Type: 'ipsec.1', Tags: named() } },
      VpnGatewayAttachment: {
        Type: 'AWS::EC2::VPCGatewayAttachment',
        Properties: { VpcId: ref('Vpc'), VpnGatewayId: ref('VpnGateway') },
      },
      OfficeGateway: {
        Type: 'AWS::EC2::CustomerGateway',
        // With static routes the number is not used; AWS's own default is 65000.
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-customergateway.html
        Properties: {
          Type: 'ipsec.1',
          BgpAsn: 65_000,
          IpAddress: ref('OfficeAddress'),
          Tags: named('office'),
        },
      },
      OfficeConnection: {
        Type: 'AWS::EC2::VPNConnection',
        Properties: {
          Type: 'ipsec.1',
          StaticRoutesOnly: true,
          CustomerGatewayId: ref('OfficeGateway'),
          VpnGatewayId: ref('VpnGateway'),
          Tags: named('office'),
        },
      },
      OfficeConnectionRoute: {
        Type: 'AWS::EC2::VPNConnectionRoute',
        Properties: { VpnConnectionId: ref('OfficeConnection'), DestinationCidrBlock: ref('OfficeCidr') },
      },
      ...Object.fromEntries(
        tablesOf(layout.private).map((table): [string, TemplateResource] => [
          `OfficeRoute${table.replace('PrivateTable', '')}`,
          {
            Type: 'AWS::EC2::Route',
            DependsOn: 'VpnGatewayAttachment',
            Properties: {
              RouteTableId: ref(table),
              DestinationCidrBlock: ref('OfficeCidr'),
              GatewayId: ref('VpnGateway'),
            },
          },
        ]),
      ),
    },
  };
}

function natRoute(table: string, gateway: string): TemplateResource {
  return { Type: 'AWS::EC2::Route', Properties: toTheInternet(table, { NatGatewayId: ref(gateway) }) };
}

function toTheInternet(table: string, target: Readonly<Record<string, Data>>): Data {
  return { RouteTableId: ref(table), DestinationCidrBlock: '0.0.0.0/0', ...target };
}
