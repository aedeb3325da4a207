// Random load balancers, instances with several interfaces and name servers, against packets that are followed one by one here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Verdict } from '../../../server/src/reach/question.ts';
import { seedOf } from '../../seed.ts';
import { answerIn } from '../engine.ts';

type Json = unknown;
type Resources = Record<string, { Type: string; Properties: Record<string, Json> }>;

const ZONES = [0, 1, 2] as const;
const zoneName = (zone: number) => `eu-west-1${'abc'[zone]}`;
const block = (side: 'Front' | 'Back', zone: number) => `10.0.${(side === 'Front' ? 0 : 10) + zone}`;

/** A public and a private subnet in each of three zones, and groups that let in everything and nothing. */
function base(): Resources {
  const Net = { Ref: 'Net' };
  const made: Resources = {
    Net: {
      Type: 'AWS::EC2::VPC',
      Properties: { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true },
    },
    Igw: { Type: 'AWS::EC2::InternetGateway', Properties: {} },
    Att: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: { VpcId: Net, InternetGatewayId: { Ref: 'Igw' } },
    },
    FrontTable: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: Net } },
    FrontWay: {
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: { Ref: 'FrontTable' },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: { Ref: 'Igw' },
      },
    },
    BackTable: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: Net } },
    Open: group([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]),
    Shut: group([]),
    Host: {
      Type: 'AWS::EC2::Instance',
      Properties: { SubnetId: { Ref: 'Back0' }, SecurityGroupIds: [{ Ref: 'Shut' }] },
    },
  };
  for (const side of ['Front', 'Back'] as const)
    for (const zone of ZONES) {
      made[`${side}${zone}`] = {
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: Net, CidrBlock: `${block(side, zone)}.0/24`, AvailabilityZone: zoneName(zone) },
      };
      made[`${side}${zone}On`] = {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { SubnetId: { Ref: `${side}${zone}` }, RouteTableId: { Ref: `${side}Table` } },
      };
    }
  return made;
}

function group(rules: readonly Json[]): Resources[string] {
  return {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'g', VpcId: { Ref: 'Net' }, SecurityGroupIngress: rules },
  };
}

function verdictIn(
  resources: Resources,
  from: string,
  to: string,
  port?: number,
  protocol: 'tcp' | 'udp' = 'tcp',
) {
  const text = JSON.stringify({ Resources: resources });
  return answerIn(text, { from, to, protocol, ...(port !== undefined && { port }) }).verdict;
}

const runs = { numRuns: 250, seed: seedOf() };

/** Of all packets, those that pass. */
function told(passes: readonly boolean[]): Verdict {
  if (passes.every((one) => one)) return 'reachable';
  return passes.some((one) => one) ? 'partial' : 'blocked';
}

const balancing = fc.record({
  type: fc.constantFrom('application', 'network'),
  zones: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 }),
  targetZone: fc.constantFrom(...ZONES),
  targetType: fc.constantFrom('instance', 'ip'),
  protocol: fc.constantFrom('TCP', 'UDP', 'TCP_UDP'),
  preserves: fc.constantFrom(undefined, 'true', 'false'),
  crosses: fc.constantFrom(undefined, 'true', 'false'),
  lets: fc.constantFrom(
    '0.0.0.0/0',
    '10.0.0.0/16',
    '10.0.0.0/24',
    '10.0.1.0/24',
    '192.0.3.0/24',
    'its group',
    'nothing',
  ),
  hasGroup: fc.boolean(),
  listenerPort: fc.constantFrom(80, 443),
});

test('random load balancers and their targets', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(balancing, (made) => {
      const isNetwork = made.type === 'network';
      const protocol = isNetwork ? made.protocol : 'HTTP';
      const hasGroup = !isNetwork || made.hasGroup;
      const attributes = [
        ['preserve_client_ip.enabled', made.preserves],
        ['load_balancing.cross_zone.enabled', made.crosses],
      ].flatMap(([Key, Value]) => (Value === undefined ? [] : [{ Key, Value }]));
      const resources = base();
      resources.LbGroup = group([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]);
      resources.AppGroup = group(
        made.lets === 'nothing'
          ? []
          : [
              made.lets === 'its group'
                ? { IpProtocol: '-1', SourceSecurityGroupId: { 'Fn::GetAtt': ['LbGroup', 'GroupId'] } }
                : { IpProtocol: '-1', CidrIp: made.lets },
            ],
      );
      resources.App = {
        Type: 'AWS::EC2::Instance',
        Properties: { SubnetId: { Ref: `Back${made.targetZone}` }, SecurityGroupIds: [{ Ref: 'AppGroup' }] },
      };
      resources.Lb = {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: {
          Type: made.type,
          Subnets: made.zones.map((zone) => ({ Ref: `Front${zone}` })),
          ...(hasGroup && { SecurityGroups: [{ Ref: 'LbGroup' }] }),
        },
      };
      resources.Targets = {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          VpcId: { Ref: 'Net' },
          Port: 8080,
          Protocol: protocol,
          TargetType: made.targetType,
          Targets: [{ Id: { Ref: 'App' } }],
          TargetGroupAttributes: attributes,
        },
      };
      resources.Listener = {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Lb' },
          Port: made.listenerPort,
          Protocol: protocol,
          DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
        },
      };

      // Which nodes send to the target, and with what address.
      const crosses = made.crosses === undefined ? !isNetwork : made.crosses === 'true';
      const isIn = made.zones.includes(made.targetZone);
      const nodes = crosses ? made.zones : made.zones.filter((zone) => zone === made.targetZone);
      const isDatagram = isNetwork && protocol !== 'TCP';
      const keeps =
        isNetwork && (isDatagram || (made.preserves ?? String(made.targetType === 'instance')) === 'true');
      const clients = ['192.0.3.9', '8.8.8.8'];
      const lets = (source: string) =>
        made.lets === '0.0.0.0/0' ||
        (made.lets === 'its group' && hasGroup) ||
        (made.lets === '10.0.0.0/16' && source.startsWith('10.0.')) ||
        (made.lets.endsWith('.0/24') && source.startsWith(made.lets.slice(0, -4)));
      const packets = isIn
        ? nodes.flatMap((zone) => (keeps ? clients : [`${block('Front', zone)}.9`]).map(lets))
        : [false];
      const asked = protocol === 'UDP' ? 'udp' : 'tcp';
      const own = verdictIn(resources, 'Lb', 'App', 8080, asked);
      assert.equal(own, told(packets), `Lb → App of ${JSON.stringify(made)}`);
      for (const port of [80, 443])
        assert.equal(
          verdictIn(resources, 'internet', 'Lb', port, asked),
          port === made.listenerPort ? 'reachable' : 'blocked',
          `internet → Lb ${port} of ${JSON.stringify(made)}`,
        );
      seen.set(own, (seen.get(own) ?? 0) + 1);
    }),
    runs,
  );
  for (const verdict of ['reachable', 'partial', 'blocked'])
    assert.ok((seen.get(verdict) ?? 0) > 5, `${verdict}: ${seen.get(verdict)}`);
});

const aCard = fc.record({
  side: fc.constantFrom('Front', 'Back'),
  zone: fc.constantFrom(...ZONES),
  isOpen: fc.boolean(),
});

test('random instances with several network interfaces', () => {
  const instance = fc.record({
    cards: fc.array(aCard, { minLength: 1, maxLength: 3 }),
    elastic: fc.constantFrom<'none' | 'instance' | 0 | 1 | 2>('none', 'instance', 0, 1, 2),
    attached: fc.boolean(),
  });
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(instance, ({ cards, elastic, attached }) => {
      const resources = base();
      cards.forEach(({ side, zone, isOpen }, i) => {
        resources[`Card${i}`] = {
          Type: 'AWS::EC2::NetworkInterface',
          Properties: { SubnetId: { Ref: `${side}${zone}` }, GroupSet: [{ Ref: isOpen ? 'Open' : 'Shut' }] },
        };
      });
      // The first has to be there when the instance is made; others can be attached later.
      const named = attached ? cards.slice(0, 1) : cards;
      resources.Box = {
        Type: 'AWS::EC2::Instance',
        Properties: {
          NetworkInterfaces: named.map((_, i) => ({
            NetworkInterfaceId: { Ref: `Card${i}` },
            DeviceIndex: String(i),
          })),
        },
      };
      cards.slice(named.length).forEach((_, i) => {
        resources[`On${i}`] = {
          Type: 'AWS::EC2::NetworkInterfaceAttachment',
          Properties: {
            InstanceId: { Ref: 'Box' },
            NetworkInterfaceId: { Ref: `Card${named.length + i}` },
            DeviceIndex: String(named.length + i),
          },
        };
      });
      const owner =
        elastic === 'instance' ? 0 : elastic === 'none' || elastic >= cards.length ? undefined : elastic;
      if (owner !== undefined) {
        resources.Eip = { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } };
        resources.EipOn = {
          Type: 'AWS::EC2::EIPAssociation',
          Properties: {
            AllocationId: { 'Fn::GetAtt': ['Eip', 'AllocationId'] },
            ...(elastic === 'instance'
              ? { InstanceId: { Ref: 'Box' } }
              : { NetworkInterfaceId: { Ref: `Card${owner}` } }),
          },
        };
      }
      const isPublic = ({ side }: { side: string }, i: number) => side === 'Front' && i === owner;
      const says = JSON.stringify({ cards, elastic, attached });
      const inward = cards.some((card, i) => isPublic(card, i) && card.isOpen);
      assert.equal(verdictIn(resources, 'internet', 'Box', 443), inward ? 'reachable' : 'blocked', says);
      const outward = cards.some(isPublic);
      assert.equal(verdictIn(resources, 'Box', 'internet'), outward ? 'reachable' : 'blocked', says);
      const within = cards.some(({ isOpen }) => isOpen);
      assert.equal(verdictIn(resources, 'Host', 'Box', 443), within ? 'reachable' : 'blocked', says);
      const key = `${inward} ${outward} ${within}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }),
    runs,
  );
  assert.ok(seen.size >= 5, [...seen.keys()].join());
});

test('random name servers', () => {
  const names = fc.record({
    server: fc.constantFrom(undefined, 'AmazonProvidedDNS', '8.8.8.8', '10.0.10.53'),
    hasNat: fc.boolean(),
    hasEndpoint: fc.boolean(),
    hasGateway: fc.boolean(),
    isForInbound: fc.boolean(),
  });
  fc.assert(
    fc.property(names, ({ server, hasNat, hasEndpoint, hasGateway, isForInbound }) => {
      const resources = base();
      if (server !== undefined) {
        resources.Dhcp = { Type: 'AWS::EC2::DHCPOptions', Properties: { DomainNameServers: [server] } };
        resources.DhcpOn = {
          Type: 'AWS::EC2::VPCDHCPOptionsAssociation',
          Properties: { VpcId: { Ref: 'Net' }, DhcpOptionsId: { Ref: 'Dhcp' } },
        };
      }
      if (hasNat) {
        resources.Eip = { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } };
        resources.Nat = {
          Type: 'AWS::EC2::NatGateway',
          Properties: {
            SubnetId: { Ref: 'Front0' },
            AllocationId: { 'Fn::GetAtt': ['Eip', 'AllocationId'] },
          },
        };
        resources.BackWay = {
          Type: 'AWS::EC2::Route',
          Properties: {
            RouteTableId: { Ref: 'BackTable' },
            DestinationCidrBlock: '0.0.0.0/0',
            NatGatewayId: { Ref: 'Nat' },
          },
        };
      }
      const service = { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' };
      if (hasGateway)
        resources.Gate = {
          Type: 'AWS::EC2::VPCEndpoint',
          Properties: { VpcId: { Ref: 'Net' }, ServiceName: service, RouteTableIds: [{ Ref: 'BackTable' }] },
        };
      if (hasEndpoint)
        resources.Card = {
          Type: 'AWS::EC2::VPCEndpoint',
          Properties: {
            VpcEndpointType: 'Interface',
            VpcId: { Ref: 'Net' },
            ServiceName: service,
            SubnetIds: [{ Ref: 'Back1' }],
            // It lets nobody in, so whoever is sent there gets nowhere.
            SecurityGroupIds: [{ Ref: 'Shut' }],
            PrivateDnsEnabled: true,
            ...(!isForInbound && {
              DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: 'AllResolvers' },
            }),
          },
        };
      const isCaught = hasEndpoint && !isForInbound;
      const isOut = hasGateway || hasNat;
      const expected = (): Verdict => {
        if (server === undefined || server === 'AmazonProvidedDNS')
          return isOut && !isCaught ? 'reachable' : 'blocked';
        if (server === '8.8.8.8') return hasNat ? 'reachable' : 'blocked';
        // It is an address of a subnet, which may have private DNS from elsewhere.
        return isCaught ? (isOut ? 'unknown' : 'blocked') : isOut ? 'reachable' : 'blocked';
      };
      const own = verdictIn(resources, 'Host', 's3');
      const says = JSON.stringify({ server, hasNat, hasEndpoint, hasGateway, isForInbound });
      // Whether a doubt changes the answer is not what is tried here.
      if (expected() === 'unknown' || (server === '10.0.10.53' && isCaught))
        assert.ok(own === 'unknown' || own === 'blocked', says);
      else assert.equal(own, expected(), says);
    }),
    runs,
  );
});
