import { mistakesIn } from './mistake.ts';

/** Mistakes in `bases/joined.yaml`. */
export const IN_JOINED = mistakesIn('joined', [
  ['ShopToStock', '10.41.0.0/16 => 10.43.0.0/16', 'lambda-cannot-reach-db', 'App'],
  ['StockToShop', '10.40.0.0/16 => 10.44.0.0/16', 'lambda-cannot-reach-db', 'App'],
  [
    'ShopToStock',
    'VpcPeeringConnectionId: !Ref Peering => TransitGatewayId: !Ref Peering',
    'route-target-wrong-kind',
  ],
  [
    'ShopToOffice',
    'TransitGatewayId: !Ref Hub => VpcPeeringConnectionId: !Ref Hub',
    'route-target-wrong-kind',
  ],
  ['ShopToOffice', '    DependsOn: ShopToHub\n => ', 'tgw-route-no-dependson'],
  ['OfficeToShop', '    DependsOn: OfficeToHub\n => ', 'tgw-route-no-dependson'],
  ['ShopToOffice', '10.42.0.0/16 => 10.41.0.0/16', 'route-duplicate-destination'],
  [
    'ShopToHub',
    'SubnetIds: [!Ref ShopA, !Ref ShopB] => SubnetIds: [!Ref ShopA, !Ref StockB]',
    'placement-vpc-mismatch',
  ],
  ['OfficeToHub', 'SubnetIds: [!Ref OfficeA] => SubnetIds: [!Ref ShopA]', 'placement-vpc-mismatch'],
  ['ShopB', 'eu-central-1b => eu-central-1a', 'tgw-attachment-az-duplicates', 'ShopToHub'],
  ['ShopB', 'eu-central-1b => eu-central-1', 'zone-refused'],
  ['StockB', 'eu-central-1b => eu-central-1a', 'db-subnet-group-one-az', 'DbSubnets'],
  [
    'ShopAUsesTable',
    'RouteTableId: !Ref ShopTable => RouteTableId: !Ref StockTable',
    'association-cross-vpc',
  ],
  ['OfficeToShop', '10.40.0.0/16 => 10.42.0.0/24', 'route-inside-vpc-cidr'],
  [
    'StockToShop',
    'RouteTableId: !Ref StockTable => RouteTableId: !Ref OfficeTable',
    'route-cross-vpc-target',
  ],
  ['ShopTable', 'VpcId: !Ref Shop => VpcId: !Ref Stock', 'association-cross-vpc', 'ShopAUsesTable'],
  ['ShopA', 'VpcId: !Ref Shop => VpcId: !Ref Stock', 'subnet-outside-vpc'],
  ['Peering', 'PeerVpcId: !Ref Stock => PeerVpcId: !Ref Shop', 'peering-overlap'],
  ['App', 'SecurityGroupIds: [!Ref AppGroup] => SecurityGroupIds: [!Ref DbGroup]', 'lambda-vpc-mismatch'],
  [
    'App',
    'SubnetIds: [!Ref ShopA, !Ref ShopB] => SubnetIds: [!Ref ShopA, !Ref OfficeA]',
    'lambda-vpc-mismatch',
  ],
  ['AppGroup', 'VpcId: !Ref Shop => VpcId: !Ref Office', 'lambda-vpc-mismatch', 'App'],
  ['Db', 'VPCSecurityGroups: [!Ref DbGroup] => VPCSecurityGroups: [!Ref AppGroup]', 'db-vpc-mismatch'],
  ['DbSubnets', '[!Ref StockA, !Ref StockB] => [!Ref StockA, !Ref ShopB]', 'db-vpc-mismatch'],
  ['DbGroup', 'CidrIp: 10.40.0.0/16 => CidrIp: 10.42.0.0/16', 'lambda-cannot-reach-db', 'App'],
  [
    'DbGroup',
    'FromPort: 3306, ToPort: 3306 => FromPort: 5432, ToPort: 5432',
    'lambda-cannot-reach-db',
    'App',
  ],
  ['DbGroup', 'VpcId: !Ref Stock => VpcId: !Ref Office', 'db-vpc-mismatch', 'Db'],
]);
