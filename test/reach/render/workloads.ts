// Workloads as resources, with no more properties than they need to be what they are.

import { named, type Workload, type World } from '../world/world.ts';
import type { Json, Resource, Speller } from './spelling.ts';

export function workloadResources(spell: Speller, world: World, workload: Workload): Resource[] {
  const { name, subnets } = workload;
  spell.at(name);
  const vpc = named(world.subnets, subnets[0] ?? '').vpc;
  const groups = workload.groups.length === 0 ? undefined : spell.ids(workload.groups, 'GroupId');
  const subnetIds = spell.ids(subnets, 'SubnetId');
  switch (workload.kind) {
    case 'function':
      return [
        functionResource(spell, name, {
          SubnetIds: subnetIds,
          SecurityGroupIds: groups ?? [],
          ...(workload.ipv6 && { Ipv6AllowedForDualStack: spell.bool(true) }),
        }),
      ];
    case 'instance':
      return instanceResources(spell, workload, groups);
    case 'service':
      return serviceResources(name, {
        Subnets: subnetIds,
        ...(groups !== undefined && { SecurityGroups: groups }),
        AssignPublicIp: workload.publicAddress ? 'ENABLED' : 'DISABLED',
      });
    case 'database':
      return [
        {
          id: `${name}Subnets`,
          type: 'AWS::RDS::DBSubnetGroup',
          properties: { DBSubnetGroupDescription: `Subnets of ${name}`, SubnetIds: subnetIds },
        },
        {
          id: name,
          type: 'AWS::RDS::DBInstance',
          properties: {
            Engine: 'postgres',
            DBInstanceClass: 'db.t4g.micro',
            AllocatedStorage: '20',
            MasterUsername: 'app',
            ManageMasterUserPassword: true,
            DBSubnetGroupName: { Ref: `${name}Subnets` },
            VPCSecurityGroups: groups,
            NetworkType: workload.ipv6 ? 'DUAL' : 'IPV4',
            // Not where nothing is said and a subnet group is given (RDS-01).
            PubliclyAccessible:
              workload.publiclyAccessible || spell.rarely(2)
                ? spell.bool(workload.publiclyAccessible)
                : undefined,
          },
        },
      ];
    case 'balancer':
      return [
        {
          id: name,
          type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          properties: {
            Type: spell.oneOf('application', undefined),
            IpAddressType: workload.ipv6 ? 'dualstack' : spell.oneOf(undefined, 'ipv4'),
            // Internet-facing where nothing is said (ALB-03).
            Scheme: workload.internetFacing ? spell.oneOf('internet-facing', undefined) : 'internal',
            ...(spell.rarely(4)
              ? { SubnetMappings: subnets.map((subnet) => ({ SubnetId: spell.id(subnet, 'SubnetId') })) }
              : { Subnets: subnetIds }),
            SecurityGroups: groups,
          },
        },
      ];
    case 'mount target':
      return [
        { id: `${name}Files`, type: 'AWS::EFS::FileSystem', properties: {} },
        {
          id: name,
          type: 'AWS::EFS::MountTarget',
          properties: {
            FileSystemId: { Ref: `${name}Files` },
            SubnetId: spell.id(subnets[0] ?? '', 'SubnetId'),
            SecurityGroups: groups,
          },
        },
      ];
    case 'endpoint': {
      const byZone = workload.privateDns && isAlone(world, workload) && spell.rarely(4);
      return [
        ...(byZone ? zoneResources(spell, workload, vpc) : []),
        {
          id: name,
          type: 'AWS::EC2::VPCEndpoint',
          properties: {
            VpcEndpointType: 'Interface',
            ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${workload.service}` },
            VpcId: spell.id(vpc, 'VpcId'),
            SubnetIds: subnetIds,
            SecurityGroupIds: groups,
            IpAddressType: workload.ipv6 ? 'dualstack' : 'ipv4',
            // Off where nothing is said (EP-07).
            PrivateDnsEnabled: byZone
              ? false
              : workload.privateDns || spell.rarely(2)
                ? spell.bool(workload.privateDns)
                : undefined,
          },
        },
      ];
    }
  }
}

type Endpoint = Extract<Workload, { kind: 'endpoint' }>;

/** The only endpoint of its service, which is not S3: its private names have a default of their own (EP-21). */
function isAlone({ workloads }: World, { name, service }: Endpoint): boolean {
  const others = workloads.filter((one) => one.kind === 'endpoint' && one.service === service);
  return service !== 's3' && others.every((one) => one.name === name);
}

/**
 * A private hosted zone does what private DNS does:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
 */
function zoneResources(spell: Speller, { name, service }: Endpoint, vpc: string): Resource[] {
  const host = { 'Fn::Sub': `${service}.\${AWS::Region}.amazonaws.com` };
  const entry = { 'Fn::Select': [0, { 'Fn::GetAtt': [name, 'DnsEntries'] }] };
  const part = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Split': [':', entry] }] });
  const record = spell.oneOf<{ readonly [key: string]: Json }>(
    { Name: host, Type: 'A', AliasTarget: { HostedZoneId: part(0), DNSName: part(1) } },
    { Name: host, Type: 'CNAME', TTL: '60', ResourceRecords: [part(1)] },
  );
  const HostedZoneId = { Ref: `${name}Zone` };
  const VPCs = [{ VPCId: spell.id(vpc, 'VpcId'), VPCRegion: { Ref: 'AWS::Region' } }];
  const id = `${name}Names`;
  const records: Resource = spell.oneOf<Resource>(
    { id, type: 'AWS::Route53::RecordSet', properties: { HostedZoneId, ...record } },
    { id, type: 'AWS::Route53::RecordSetGroup', properties: { HostedZoneId, RecordSets: [record] } },
    { id, type: 'AWS::Route53::RecordSetGroup', properties: { RecordSets: [{ HostedZoneId, ...record }] } },
  );
  return [{ id: `${name}Zone`, type: 'AWS::Route53::HostedZone', properties: { Name: host, VPCs } }, records];
}

function functionResource(spell: Speller, id: string, VpcConfig: Json): Resource {
  const common = { Runtime: 'python3.13', Handler: 'index.handler', VpcConfig };
  if (spell.rarely(4)) {
    return { id, type: 'AWS::Serverless::Function', properties: { ...common, InlineCode: 'pass' } };
  }
  const Role = 'arn:aws:iam::111122223333:role/app';
  return { id, type: 'AWS::Lambda::Function', properties: { ...common, Role, Code: { ZipFile: 'pass' } } };
}

function instanceResources(
  spell: Speller,
  workload: Extract<Workload, { kind: 'instance' }>,
  groups: Json | undefined,
): Resource[] {
  const { name, publicAddress, subnets } = workload;
  const subnet = spell.id(subnets[0] ?? '', 'SubnetId');
  const ImageId = 'ami-0123456789abcdef0';
  const type = 'AWS::EC2::Instance';
  const says = publicAddress === 'asked for' || publicAddress === 'refused';
  if (says || spell.rarely(3)) {
    const card = {
      DeviceIndex: spell.oneOf<Json>('0', 0),
      SubnetId: subnet,
      ...(groups !== undefined && { GroupSet: groups }),
      ...(says && { AssociatePublicIpAddress: spell.bool(publicAddress === 'asked for') }),
      ...(workload.ipv6 && { Ipv6AddressCount: spell.number(1) }),
    };
    return [
      { id: name, type, properties: { ImageId, NetworkInterfaces: [card] } },
      ...elastic(spell, name, publicAddress === 'elastic'),
    ];
  }
  return [
    {
      id: name,
      type,
      properties: {
        ImageId,
        SubnetId: subnet,
        SecurityGroupIds: groups,
        Ipv6AddressCount: workload.ipv6 ? spell.number(1) : undefined,
      },
    },
    ...elastic(spell, name, publicAddress === 'elastic'),
  ];
}

function elastic(spell: Speller, instance: string, wanted: boolean): Resource[] {
  if (!wanted) return [];
  const id = `${instance}Address`;
  const type = 'AWS::EC2::EIP';
  if (!spell.rarely(2)) return [{ id, type, properties: { Domain: 'vpc', InstanceId: { Ref: instance } } }];
  const AllocationId = { 'Fn::GetAtt': [id, 'AllocationId'] };
  return [
    { id, type, properties: { Domain: 'vpc' } },
    {
      id: `${instance}AddressUse`,
      type: 'AWS::EC2::EIPAssociation',
      properties: { AllocationId, InstanceId: { Ref: instance } },
    },
  ];
}

function serviceResources(name: string, AwsvpcConfiguration: Json): Resource[] {
  return [
    { id: `${name}Cluster`, type: 'AWS::ECS::Cluster', properties: {} },
    {
      id: `${name}Task`,
      type: 'AWS::ECS::TaskDefinition',
      properties: {
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        Cpu: '256',
        Memory: '512',
        ContainerDefinitions: [{ Name: 'app', Image: 'app', PortMappings: [{ ContainerPort: 8080 }] }],
      },
    },
    {
      id: name,
      type: 'AWS::ECS::Service',
      properties: {
        Cluster: { Ref: `${name}Cluster` },
        TaskDefinition: { Ref: `${name}Task` },
        LaunchType: 'FARGATE',
        NetworkConfiguration: { AwsvpcConfiguration },
      },
    },
  ];
}
