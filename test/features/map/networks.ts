import fc from 'fast-check';

/** A random network: what is in it, by numbers into the lists of this file. */
export interface Sketch {
  readonly vpcs: readonly VpcSketch[];
  readonly functions: readonly (readonly number[])[];
  readonly hasPeering: boolean;
  readonly hasHub: boolean;
  readonly outside: number;
}

interface VpcSketch {
  readonly subnets: readonly { readonly zone: number; readonly tier: number; readonly hasNat: boolean }[];
  readonly hasGateway: boolean;
  readonly endpoints: readonly number[];
}

const TIERS = ['Public', 'Private', 'Database', 'App', 'Spare'];
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', undefined];
const SERVICES = ['s3', 'dynamodb', 'sqs', 'secretsmanager'];

const vpcSketch: fc.Arbitrary<VpcSketch> = fc.record({
  subnets: fc.array(
    fc.record({
      zone: fc.nat(ZONES.length - 1),
      tier: fc.nat(TIERS.length - 1),
      hasNat: fc.boolean(),
    }),
    // More than eight in a zone fold.
    { maxLength: 24 },
  ),
  hasGateway: fc.boolean(),
  endpoints: fc.array(fc.nat(SERVICES.length - 1), { maxLength: 4 }),
});

export const sketches: fc.Arbitrary<Sketch> = fc.record({
  vpcs: fc.array(vpcSketch, { maxLength: 3 }),
  functions: fc.array(fc.array(fc.nat(23), { maxLength: 4 }), { maxLength: 12 }),
  hasPeering: fc.boolean(),
  hasHub: fc.boolean(),
  outside: fc.nat(9),
});

type Resources = Record<string, unknown>;

const ref = (name: string) => ({ Ref: name });

/** The template of a sketch, and the ids of everything in it that a map draws. */
export function templateOf(sketch: Sketch): { readonly text: string; readonly drawn: readonly string[] } {
  const resources: Resources = {};
  const drawn: string[] = [];
  const add = (id: string, type: string, properties: Resources, isDrawn = true) => {
    resources[id] = { Type: type, Properties: properties };
    if (isDrawn) drawn.push(id);
  };
  const subnets = sketch.vpcs.flatMap((vpc, v) => addVpc(vpc, v, add));
  sketch.functions.forEach((feet, n) => {
    const ids = [...new Set(feet.map((foot) => subnets[foot]).filter((id) => id !== undefined))];
    add(`Function${n}`, 'AWS::Lambda::Function', {
      ...(ids.length > 0 && {
        VpcConfig: { SubnetIds: ids.map(ref), SecurityGroupIds: ['sg-0c8fa5e7fb136d429'] },
      }),
    });
  });
  for (let n = 0; n < sketch.outside; n++) add(`Outside${n}`, 'AWS::Lambda::Function', {});
  const [first, second] = sketch.vpcs.keys();
  if (sketch.hasPeering && first !== undefined)
    add('Peering', 'AWS::EC2::VPCPeeringConnection', {
      VpcId: ref('Vpc0'),
      PeerVpcId: second === undefined ? 'vpc-0a1b2c3d4e5f60718' : ref('Vpc1'),
    });
  if (sketch.hasHub && first !== undefined) {
    add('Hub', 'AWS::EC2::TransitGateway', {});
    sketch.vpcs.forEach((_, v) => {
      add(`Attachment${v}`, 'AWS::EC2::TransitGatewayAttachment', {
        VpcId: ref(`Vpc${v}`),
        TransitGatewayId: ref('Hub'),
        SubnetIds: subnets.filter((id) => id.startsWith(`Vpc${v}`)).map(ref),
      });
    });
  }
  return { text: JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources }), drawn };
}

function addVpc(
  { subnets, hasGateway, endpoints }: VpcSketch,
  v: number,
  add: (id: string, type: string, properties: Resources, isDrawn?: boolean) => void,
): readonly string[] {
  const VpcId = ref(`Vpc${v}`);
  add(`Vpc${v}`, 'AWS::EC2::VPC', { CidrBlock: `10.${v}.0.0/16` });
  if (hasGateway) {
    add(`Gateway${v}`, 'AWS::EC2::InternetGateway', {});
    add(
      `Attach${v}`,
      'AWS::EC2::VPCGatewayAttachment',
      { VpcId, InternetGatewayId: ref(`Gateway${v}`) },
      false,
    );
    add(`Table${v}`, 'AWS::EC2::RouteTable', { VpcId }, false);
    add(
      `Route${v}`,
      'AWS::EC2::Route',
      { RouteTableId: ref(`Table${v}`), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref(`Gateway${v}`) },
      false,
    );
  }
  endpoints.forEach((service, n) => {
    const name = SERVICES[service]!;
    add(`Endpoint${v}x${n}`, 'AWS::EC2::VPCEndpoint', {
      VpcId,
      ServiceName: `com.amazonaws.eu-west-1.${name}`,
    });
  });
  return subnets.map(({ zone, tier, hasNat }, n) => {
    const id = `Vpc${v}${TIERS[tier]}Subnet${n}`;
    add(id, 'AWS::EC2::Subnet', {
      VpcId,
      CidrBlock: `10.${v}.${n}.0/24`,
      ...(ZONES[zone] !== undefined && { AvailabilityZone: ZONES[zone] }),
    });
    if (tier === 0 && hasGateway)
      add(
        `${id}Uses`,
        'AWS::EC2::SubnetRouteTableAssociation',
        { SubnetId: ref(id), RouteTableId: ref(`Table${v}`) },
        false,
      );
    if (hasNat) add(`${id}Nat`, 'AWS::EC2::NatGateway', { SubnetId: ref(id), ConnectivityType: 'private' });
    return id;
  });
}
