// Networks that aws-cdk-lib writes: a few lines ask for each, every line of the templates is CDK's own.
// One stack, one template. The shapes are the ones people build, and the ones a checker easily gets wrong:
// addresses from IPAM, a second CIDR of a VPC, two VPCs with equal blocks, values from mappings and imports.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { asYaml } from './yaml.mjs';

/** A made-up account and a region whose zones are given here, so that CDK asks nobody. */
const env = { account: '111122223333', region: 'eu-west-1' };
const context = {
  'availability-zones:account=111122223333:region=eu-west-1': ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
};

/**
 * Synthesises every network below with the CDK installed under `home` into `into`:
 * `<stack>.template.json` as CDK wrote it, and its twin `<stack>.yaml` with the short function forms.
 */
export async function synthesise(home, into) {
  const cdk = createRequire(path.join(home, 'package.json'))('aws-cdk-lib');
  const outdir = path.join(home, 'cdk.out');
  await rm(outdir, { recursive: true, force: true });
  await mkdir(into, { recursive: true });

  const app = new cdk.App({
    outdir,
    context,
    // As the CDK's command line does; it adds the region conditions that most CDK templates carry.
    analyticsReporting: true,
    builtinCloudFormationValidation: false,
  });
  for (const [name, build] of Object.entries(networks(cdk))) {
    const stack = new cdk.Stack(app, name, build.inRegion ? { env } : {});
    (build.inRegion ?? build)(stack);
  }
  app.synth();

  for (const file of await readdir(outdir)) {
    if (!file.endsWith('.template.json')) continue;
    const text = await readFile(path.join(outdir, file), 'utf8');
    await writeFile(path.join(into, file), text);
    await writeFile(path.join(into, file.replace('.template.json', '.yaml')), asYaml(JSON.parse(text)));
  }
}

/** Stack name → what is in it. `{ inRegion }` ones know their region, the others are for any. */
function networks(cdk) {
  const { Duration, Fn, RemovalPolicy } = cdk;
  const {
    aws_ec2: ec2,
    aws_ecs: ecs,
    aws_elasticloadbalancingv2: elb,
    aws_lambda: lambda,
    aws_rds: rds,
  } = cdk;
  const { Peer, Port, SubnetType } = ec2;

  const handler = (scope, id, props) =>
    new lambda.Function(scope, id, {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: 'index.handler',
      code: lambda.Code.fromInline('def handler(event, context): pass'),
      ...props,
    });
  const group = (scope, id, vpc, props) => new ec2.SecurityGroup(scope, id, { vpc, ...props });
  const small = ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MICRO);
  const linux = ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 });
  const inVpc = (vpc) => ({ vpcId: vpc.vpcId });

  return {
    VpcDefault: (stack) => new ec2.Vpc(stack, 'Vpc'),

    VpcThreeZones: { inRegion: (stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 3 }) },

    VpcOneNat: {
      inRegion: (stack) =>
        new ec2.Vpc(stack, 'Vpc', { ipAddresses: ec2.IpAddresses.cidr('172.20.0.0/20'), natGateways: 1 }),
    },

    VpcIsolated: {
      inRegion: (stack) =>
        new ec2.Vpc(stack, 'Vpc', {
          natGateways: 0,
          subnetConfiguration: [{ name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 28 }],
        }),
    },

    VpcManyTiers: {
      inRegion: (stack) =>
        new ec2.Vpc(stack, 'Vpc', {
          ipAddresses: ec2.IpAddresses.cidr('10.42.0.0/16'),
          subnetConfiguration: [
            { name: 'Edge', subnetType: SubnetType.PUBLIC, cidrMask: 26 },
            { name: 'App', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
            { name: 'Spare', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 22, reserved: true },
            { name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 25 },
            { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
          ],
        }),
    },

    VpcDualStack: (stack) =>
      new ec2.Vpc(stack, 'Vpc', {
        ipProtocol: ec2.IpProtocol.DUAL_STACK,
        subnetConfiguration: [
          { name: 'Public', subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
          { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        ],
      }),

    VpcSecondCidr: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/24') });
      const more = new ec2.CfnVPCCidrBlock(stack, 'More', { ...inVpc(vpc), cidrBlock: '100.64.0.0/16' });
      for (const [i, zone] of vpc.availabilityZones.entries()) {
        const pods = new ec2.PrivateSubnet(stack, `Pods${i}`, {
          ...inVpc(vpc),
          availabilityZone: zone,
          cidrBlock: `100.64.${i * 64}.0/18`,
        });
        pods.node.addDependency(more);
      }
    },

    VpcFromIpam: (stack) => {
      const ipam = new ec2.CfnIPAM(stack, 'Ipam', { operatingRegions: [{ regionName: stack.region }] });
      const pool = new ec2.CfnIPAMPool(stack, 'Pool', {
        addressFamily: 'ipv4',
        ipamScopeId: ipam.attrPrivateDefaultScopeId,
        locale: stack.region,
        provisionedCidrs: [{ cidr: '10.96.0.0/12' }],
      });
      new ec2.Vpc(stack, 'Vpc', {
        ipAddresses: ec2.IpAddresses.awsIpamAllocation({
          ipv4IpamPoolId: pool.ref,
          ipv4NetmaskLength: 20,
          defaultSubnetIpv4NetmaskLength: 24,
        }),
      });
    },

    VpcRestrictedDefaultGroup: (stack) => new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: true }),

    VpcFlowLogs: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      vpc.addFlowLog('ToLogs');
      vpc.addFlowLog('ToBucket', { destination: ec2.FlowLogDestination.toS3() });
    },

    VpcNatInstances: (stack) =>
      new ec2.Vpc(stack, 'Vpc', {
        natGatewayProvider: ec2.NatProvider.instanceV2({
          instanceType: small,
          defaultAllowedTraffic: 'NONE',
        }),
      }),

    VpcVpn: (stack) =>
      new ec2.Vpc(stack, 'Vpc', {
        vpnGateway: true,
        vpnRoutePropagation: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
        vpnConnections: {
          Office: { ip: '203.0.113.7', staticRoutes: ['192.168.10.0/24', '192.168.20.0/24'] },
        },
      }),

    // Two VPCs of one template may use the same addresses: nothing overlaps until someone peers them.
    TwinVpcs: (stack) => {
      new ec2.Vpc(stack, 'Blue', { natGateways: 0 });
      new ec2.Vpc(stack, 'Green', { natGateways: 0 });
    },

    Endpoints: {
      inRegion: (stack) => {
        const vpc = new ec2.Vpc(stack, 'Vpc', {
          natGateways: 0,
          subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
        });
        vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
        vpc.addGatewayEndpoint('Dynamo', { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB });
        const { SECRETS_MANAGER, SQS, SSM, ECR_DOCKER } = ec2.InterfaceVpcEndpointAwsService;
        for (const [id, service] of Object.entries({ SECRETS_MANAGER, SQS, SSM, ECR_DOCKER })) {
          vpc.addInterfaceEndpoint(id, { service });
        }
        handler(stack, 'Reader', { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
      },
    },

    EndpointService: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const nlb = new elb.NetworkLoadBalancer(stack, 'Nlb', { vpc });
      new ec2.VpcEndpointService(stack, 'Service', { vpcEndpointServiceLoadBalancers: [nlb] });
    },

    LambdaPostgres: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      const database = new rds.DatabaseInstance(stack, 'Database', {
        vpc,
        engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
        instanceType: small,
      });
      database.addRotationSingleUser();
      database.connections.allowDefaultPortFrom(handler(stack, 'App', { vpc }));
    },

    LambdaAuroraProxy: {
      inRegion: (stack) => {
        const vpc = new ec2.Vpc(stack, 'Vpc', {
          subnetConfiguration: [
            { name: 'Public', subnetType: SubnetType.PUBLIC },
            { name: 'App', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
            { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED },
          ],
        });
        const cluster = new rds.DatabaseCluster(stack, 'Cluster', {
          vpc,
          vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
          engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
          writer: rds.ClusterInstance.serverlessV2('Writer'),
          readers: [rds.ClusterInstance.serverlessV2('Reader')],
        });
        const proxy = cluster.addProxy('Proxy', { vpc, secrets: [cluster.secret] });
        proxy.connections.allowFrom(handler(stack, 'App', { vpc }), Port.tcp(3306));
      },
    },

    AlbFargate: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
      new cdk.aws_ecs_patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
        vpc,
        taskImageOptions: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx') },
      });
    },

    AlbLambda: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      const alb = new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
      alb.addListener('Http', { port: 80 }).addTargets('App', {
        targets: [new cdk.aws_elasticloadbalancingv2_targets.LambdaTarget(handler(stack, 'App', { vpc }))],
      });
    },

    NlbAutoScaling: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      const workers = new cdk.aws_autoscaling.AutoScalingGroup(stack, 'Workers', {
        vpc,
        instanceType: small,
        machineImage: linux,
        maxCapacity: 3,
      });
      workers.connections.allowFromAnyIpv4(Port.tcp(8080));
      const nlb = new elb.NetworkLoadBalancer(stack, 'Nlb', { vpc, internetFacing: true });
      nlb.addListener('Tcp', { port: 443 }).addTargets('Workers', { port: 8080, targets: [workers] });
    },

    // SSH for the world on purpose: the one finding that this script orders.
    Bastion: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      const bastion = new ec2.BastionHostLinux(stack, 'Bastion', {
        vpc,
        subnetSelection: { subnetType: SubnetType.PUBLIC },
      });
      bastion.allowSshAccessFrom(Peer.anyIpv4());
    },

    WindowsJumpHost: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const admins = new ec2.PrefixList(stack, 'Admins', { entries: [{ cidr: '198.51.100.0/24' }] });
      const host = new ec2.Instance(stack, 'Host', {
        vpc,
        vpcSubnets: { subnetType: SubnetType.PUBLIC },
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.LARGE),
        machineImage: ec2.MachineImage.latestWindows(
          ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE,
        ),
      });
      host.connections.allowFrom(Peer.prefixList(admins.prefixListId), Port.RDP);
      host.connections.allowFrom(Peer.ipv4('10.0.0.0/8'), Port.tcpRange(3389, 3390));
      host.connections.allowFrom(Peer.ipv6('2001:db8::/32'), Port.RDP);
    },

    GroupReferences: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const web = group(stack, 'Web', vpc, { allowAllOutbound: false });
      const app = group(stack, 'App', vpc, { allowAllOutbound: false });
      const data = group(stack, 'Data', vpc, { allowAllOutbound: false, allowAllIpv6Outbound: true });
      web.connections.allowFromAnyIpv4(Port.HTTPS);
      app.connections.allowFrom(web, Port.tcpRange(8000, 8100));
      data.connections.allowFrom(app, Port.POSTGRES);
      app.connections.allowInternally(Port.allTraffic());
      data.connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.icmpPing());
    },

    NetworkAcls: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const acl = new ec2.NetworkAcl(stack, 'Acl', {
        vpc,
        subnetSelection: { subnetType: SubnetType.PUBLIC },
      });
      const { AclCidr, AclTraffic, TrafficDirection, Action } = ec2;
      const rule = (id, ruleNumber, traffic, cidr, more) =>
        acl.addEntry(id, { ruleNumber, traffic, cidr, direction: TrafficDirection.INGRESS, ...more });
      rule('Https', 100, AclTraffic.tcpPort(443), AclCidr.anyIpv4());
      rule('Https6', 101, AclTraffic.tcpPort(443), AclCidr.anyIpv6());
      rule('Answers', 110, AclTraffic.tcpPortRange(1024, 65535), AclCidr.anyIpv4());
      rule('NoSsh', 90, AclTraffic.tcpPort(22), AclCidr.anyIpv4(), { ruleAction: Action.DENY });
      rule('Out', 100, AclTraffic.allTraffic(), AclCidr.anyIpv4(), { direction: TrafficDirection.EGRESS });
    },

    Peering: (stack) => {
      const left = new ec2.Vpc(stack, 'Left', { ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/16') });
      const right = new ec2.Vpc(stack, 'Right', { ipAddresses: ec2.IpAddresses.cidr('10.2.0.0/16') });
      const peering = new ec2.CfnVPCPeeringConnection(stack, 'Peering', {
        ...inVpc(left),
        peerVpcId: right.vpcId,
      });
      for (const [here, there] of [
        [left, right],
        [right, left],
      ]) {
        for (const subnet of here.privateSubnets) {
          new ec2.CfnRoute(subnet, 'ToPeer', {
            routeTableId: subnet.routeTable.routeTableId,
            destinationCidrBlock: there.vpcCidrBlock,
            vpcPeeringConnectionId: peering.ref,
          });
        }
      }
    },

    TransitGateway: (stack) => {
      const hub = new ec2.CfnTransitGateway(stack, 'Hub', { amazonSideAsn: 64512 });
      for (const [id, cidr] of [
        ['Prod', '10.10.0.0/16'],
        ['Dev', '10.20.0.0/16'],
      ]) {
        const vpc = new ec2.Vpc(stack, id, { ipAddresses: ec2.IpAddresses.cidr(cidr), natGateways: 0 });
        const attachment = new ec2.CfnTransitGatewayAttachment(stack, `${id}Attachment`, {
          ...inVpc(vpc),
          transitGatewayId: hub.ref,
          subnetIds: vpc.isolatedSubnets.map((subnet) => subnet.subnetId),
        });
        for (const subnet of vpc.isolatedSubnets) {
          const route = new ec2.CfnRoute(subnet, 'ToHub', {
            routeTableId: subnet.routeTable.routeTableId,
            destinationCidrBlock: '10.0.0.0/8',
            transitGatewayId: hub.ref,
          });
          route.addResourceDependency(attachment);
        }
      }
    },

    ClientVpn: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      vpc.addClientVpnEndpoint('Vpn', {
        cidr: '10.200.0.0/22',
        serverCertificateArn:
          'arn:aws:acm:eu-west-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
        clientCertificateArn:
          'arn:aws:acm:eu-west-1:111122223333:certificate/00000000-0000-0000-0000-000000000001',
      });
    },

    EfsLambda: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const files = new cdk.aws_efs.FileSystem(stack, 'Files', { vpc, removalPolicy: RemovalPolicy.DESTROY });
      const home = files.addAccessPoint('Home', { path: '/app', posixUser: { uid: '1000', gid: '1000' } });
      handler(stack, 'App', {
        vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        filesystem: lambda.FileSystem.fromEfsAccessPoint(home, '/mnt/app'),
      });
    },

    // Deploys and then cannot reach the internet: functions never get a public address.
    LambdaInPublicSubnet: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      handler(stack, 'App', { vpc, vpcSubnets: { subnetType: SubnetType.PUBLIC }, allowPublicSubnet: true });
    },

    DataStores: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const isolated = vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED });
      const members = group(stack, 'Members', vpc);
      for (const port of [6379, 9092, 27017, 5439]) members.addIngressRule(members, Port.tcp(port));
      new cdk.aws_elasticache.CfnServerlessCache(stack, 'Cache', {
        engine: 'valkey',
        serverlessCacheName: 'sessions',
        subnetIds: isolated.subnetIds,
        securityGroupIds: [members.securityGroupId],
      });
      const cacheSubnets = new cdk.aws_elasticache.CfnSubnetGroup(stack, 'CacheSubnets', {
        description: 'isolated',
        subnetIds: isolated.subnetIds,
      });
      new cdk.aws_elasticache.CfnReplicationGroup(stack, 'Redis', {
        replicationGroupDescription: 'queue',
        cacheSubnetGroupName: cacheSubnets.ref,
        securityGroupIds: [members.securityGroupId],
      });
      new cdk.aws_docdb.DatabaseCluster(stack, 'Documents', {
        vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        masterUser: { username: 'owner' },
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.R5, ec2.InstanceSize.LARGE),
      });
      new cdk.aws_opensearchservice.Domain(stack, 'Search', {
        version: cdk.aws_opensearchservice.EngineVersion.OPENSEARCH_2_17,
        vpc,
        vpcSubnets: [{ subnets: [isolated.subnets[0]] }],
      });
    },

    Eks: (stack) => {
      const eks = cdk.aws_eks_v2;
      new eks.Cluster(stack, 'Cluster', {
        vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 1 }),
        version: eks.KubernetesVersion.V1_32,
        defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      });
    },

    BuildAndBatch: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      new cdk.aws_codebuild.Project(stack, 'Build', {
        vpc,
        buildSpec: cdk.aws_codebuild.BuildSpec.fromObject({ version: '0.2' }),
      });
      new cdk.aws_batch.JobQueue(stack, 'Queue', {
        computeEnvironments: [
          {
            computeEnvironment: new cdk.aws_batch.FargateComputeEnvironment(stack, 'Fargate', { vpc }),
            order: 1,
          },
        ],
      });
    },

    // A firewall between the internet gateway and the public subnets: routes come back through its endpoints.
    Firewall: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', {
        natGateways: 0,
        subnetConfiguration: [
          { name: 'Inspect', subnetType: SubnetType.PUBLIC, cidrMask: 28 },
          { name: 'App', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
        ],
      });
      const fw = cdk.aws_networkfirewall;
      const policy = new fw.CfnFirewallPolicy(stack, 'Policy', {
        firewallPolicyName: 'pass',
        firewallPolicy: {
          statelessDefaultActions: ['aws:pass'],
          statelessFragmentDefaultActions: ['aws:pass'],
        },
      });
      const firewall = new fw.CfnFirewall(stack, 'Firewall', {
        firewallName: 'edge',
        firewallPolicyArn: policy.attrFirewallPolicyArn,
        subnetMappings: vpc.publicSubnets.map(({ subnetId }) => ({ subnetId })),
        ...inVpc(vpc),
      });
      for (const [i, subnet] of vpc.isolatedSubnets.entries()) {
        new ec2.CfnRoute(subnet, 'ToFirewall', {
          routeTableId: subnet.routeTable.routeTableId,
          destinationCidrBlock: '0.0.0.0/0',
          vpcEndpointId: Fn.select(1, Fn.split(':', Fn.select(i, firewall.attrEndpointIds))),
        });
      }
      const edge = new ec2.CfnRouteTable(stack, 'EdgeTable', inVpc(vpc));
      new ec2.CfnGatewayRouteTableAssociation(stack, 'EdgeAssociation', {
        gatewayId: vpc.internetGatewayId,
        routeTableId: edge.ref,
      });
    },

    // The network as hand-written templates build it: parameters, a mapping, conditions, Fn::Cidr.
    Parameterised: (stack) => {
      const block = new cdk.CfnParameter(stack, 'VpcCidr', { default: '10.64.0.0/16' });
      const stage = new cdk.CfnParameter(stack, 'Stage', { default: 'dev', allowedValues: ['dev', 'prod'] });
      const home = new cdk.CfnParameter(stack, 'HomeCidr', {});
      const isProd = new cdk.CfnCondition(stack, 'IsProd', {
        expression: Fn.conditionEquals(stage.valueAsString, 'prod'),
      });
      const sizes = new cdk.CfnMapping(stack, 'Sizes', {
        mapping: { dev: { bits: '6', admin: '10.0.0.0/8' }, prod: { bits: '8', admin: '10.9.0.0/24' } },
      });
      const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: block.valueAsString, enableDnsHostnames: true });
      const blocks = Fn.cidr(vpc.attrCidrBlock, 6, sizes.findInMap(stage.valueAsString, 'bits'));
      const table = new ec2.CfnRouteTable(stack, 'Table', { vpcId: vpc.ref });
      for (let i = 0; i < 6; i++) {
        const subnet = new ec2.CfnSubnet(stack, `Subnet${i}`, {
          vpcId: vpc.ref,
          cidrBlock: Fn.select(i, blocks),
          availabilityZone: Fn.select(i % 2, Fn.getAzs()),
        });
        if (i >= 4) subnet.cfnOptions.condition = isProd;
        const link = new ec2.CfnSubnetRouteTableAssociation(stack, `Link${i}`, {
          subnetId: subnet.ref,
          routeTableId: table.ref,
        });
        if (i >= 4) link.cfnOptions.condition = isProd;
      }
      new ec2.CfnSecurityGroup(stack, 'Admin', {
        groupDescription: 'SSH from the office, and from home while developing',
        vpcId: vpc.ref,
        securityGroupIngress: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrIp: sizes.findInMap(stage.valueAsString, 'admin'),
          },
          Fn.conditionIf(isProd.logicalId, cdk.Aws.NO_VALUE, {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            CidrIp: home.valueAsString,
          }),
        ],
      });
    },

    // A VPC that lives elsewhere: only imports and parameters are known.
    ImportedVpc: (stack) => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: Fn.importValue('network-vpc'),
        vpcCidrBlock: Fn.importValue('network-cidr'),
        availabilityZones: Fn.split(',', Fn.importValue('network-zones'), 2),
        privateSubnetIds: Fn.split(',', Fn.importValue('network-private'), 2),
      });
      const app = handler(stack, 'App', { vpc });
      app.connections.allowTo(Peer.ipv4(vpc.vpcCidrBlock), Port.MYSQL_AURORA);
      new ec2.PrivateSubnet(stack, 'Extra', {
        ...inVpc(vpc),
        availabilityZone: Fn.select(0, Fn.getAzs()),
        cidrBlock: Fn.importValue('network-extra'),
      });
    },

    LookedUpIds: (stack) => {
      const subnetIds = cdk.aws_ssm.StringListParameter.valueForTypedListParameter(stack, '/network/subnets');
      new cdk.aws_sam.CfnFunction(stack, 'App', {
        runtime: 'python3.13',
        handler: 'app.handler',
        inlineCode: 'def handler(event, context): pass',
        vpcConfig: { subnetIds, securityGroupIds: ['sg-0a1b2c3d4e5f60718'] },
      });
    },

    Nested: (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      const inner = new cdk.NestedStack(stack, 'Inner');
      const app = handler(inner, 'App', { vpc });
      const cache = group(inner, 'Cache', vpc);
      cache.connections.allowFrom(app, Port.tcp(6379));
    },

    // About as many resources as a template may have (500).
    Large: {
      inRegion: (stack) => {
        for (let v = 0; v < 3; v++) {
          const vpc = new ec2.Vpc(stack, `Vpc${v}`, {
            ipAddresses: ec2.IpAddresses.cidr(`10.${v}.0.0/16`),
            subnetConfiguration: [
              { name: 'Edge', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
              { name: 'App', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
              { name: 'Jobs', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
              { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
            ],
          });
          const data = group(stack, `Data${v}`, vpc);
          for (let f = 0; f < 27; f++) {
            const app = handler(stack, `App${v}x${f}`, { vpc, timeout: Duration.seconds(30) });
            data.connections.allowFrom(app, Port.tcp(5432 + f));
          }
        }
      },
    },
  };
}
