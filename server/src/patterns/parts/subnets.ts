import { formatCidr } from '../../cidr/format.ts';
import type { NetworkRequest } from '../request.ts';
import { type PlannedSubnet, type SubnetsByTier, type TierName, tablesOf } from './layout.ts';
import { attribute, ignoring, named, output, type Part, ref, type TemplateResource } from './part.ts';

const SAYS: Readonly<Record<TierName, string>> = {
  public: 'The public subnets: their table has a route to the internet gateway.',
  private: 'The private subnets, in which the app runs.',
  database: 'The subnets of the database: no route leads out of the VPC.',
};

export function vpcPart({ cidr }: NetworkRequest): Part {
  return {
    resources: {
      Vpc: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: formatCidr(cidr),
          EnableDnsSupport: true,
          EnableDnsHostnames: true,
          Tags: named(),
        },
      },
    },
    outputs: { VpcId: output('The VPC', ref('Vpc')) },
  };
}

/** Flow logs of the VPC in a bucket. */
export function flowLogPart(): Part {
  return {
    comment: 'What the VPC accepted and rejected, for thirty days.',
    resources: {
      FlowLogBucket: {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] } },
      },
      FlowLog: {
        Type: 'AWS::EC2::FlowLog',
        Properties: {
          ResourceType: 'VPC',
          ResourceId: ref('Vpc'),
          TrafficType: 'ALL',
          LogDestinationType: 's3',
          LogDestination: attribute('FlowLogBucket', 'Arn'),
        },
      },
    },
  };
}

/** The subnets of a tier with their route tables; the routes belong to the gateways. */
export function tierPart({ pattern }: NetworkRequest, layout: SubnetsByTier, tier: TierName): Part {
  const subnets = layout[tier];
  // Servers of the public pattern have no address otherwise; NAT gateways and bastions bring their own.
  const mapsAddresses = tier === 'public' && pattern.appTier === 'public';
  const tables = tablesOf(subnets).map((id): [string, TemplateResource] => [
    id,
    { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
  ]);
  return {
    comment: SAYS[tier],
    resources: {
      ...Object.fromEntries(subnets.map((one) => [one.id, subnet(one, tier, mapsAddresses)])),
      ...Object.fromEntries(tables),
      ...Object.fromEntries(subnets.map((one) => [`${one.id}In${one.table}`, association(one)])),
    },
    ...(tier === pattern.appTier && {
      outputs: Object.fromEntries(
        subnets.map(({ id, letter }) => [
          `AppSubnet${letter}`,
          output(`A subnet of the app, for SubnetIds in vpc_config`, ref(id)),
        ]),
      ),
    }),
  };
}

function subnet(
  { cidr, zone, letter }: PlannedSubnet,
  tier: TierName,
  mapsAddresses: boolean,
): TemplateResource {
  return {
    Type: 'AWS::EC2::Subnet',
    ...(mapsAddresses && ignoring('subnet-auto-public-ip')),
    Properties: {
      VpcId: ref('Vpc'),
      AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
      CidrBlock: cidr,
      ...(mapsAddresses && { MapPublicIpOnLaunch: true }),
      Tags: named(`${tier}-${letter.toLowerCase()}`),
    },
  };
}

function association({ id, table }: PlannedSubnet): TemplateResource {
  return {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: ref(id), RouteTableId: ref(table) },
  };
}
