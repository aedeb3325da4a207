import {
  DescribeVpcAttributeCommand,
  EC2Client,
  paginateDescribeInternetGateways,
  paginateDescribeManagedPrefixLists,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeTransitGatewayVpcAttachments,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcPeeringConnections,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBSubnetGroups,
  RDSClient,
} from '@aws-sdk/client-rds';

/** Where to ask; what is undefined comes from the environment and the files of the AWS CLI. */
export interface Account {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** What AWS answered for one part of an inventory. */
export type Answer = { readonly part: string } & (
  | { readonly items: readonly unknown[] }
  /** The permission that is missing. */
  | { readonly denied: string }
);

export interface Network {
  readonly region: string;
  readonly answers: readonly Answer[];
}

/** A page of an answer, and the list in it. */
type Pages = AsyncIterable<object>;

interface Call {
  readonly part: string;
  readonly permission: string;
  readonly pages: () => Pages;
}

/**
 * Asks AWS for everything that an inventory has. All calls only read; each page is asked for again where AWS asks for
 * patience. Throws where AWS cannot be asked at all: no credentials, no region, no connection.
 */
export async function readNetwork(
  { profile, region }: Account,
  tell: (done: number, total: number) => void,
): Promise<Network> {
  const config = {
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    // With the delays of the SDK's standard mode, about a minute of throttling.
    maxAttempts: 8,
  };
  const ec2 = new EC2Client(config);
  const rds = new RDSClient(config);
  const calls = callsOf(ec2, rds);
  const answers: Answer[] = [];
  for (const [done, call] of calls.entries()) {
    tell(done, calls.length);
    answers.push(await answerOf(call));
  }
  return { region: await ec2.config.region(), answers };
}

function callsOf(ec2: EC2Client, rds: RDSClient): readonly Call[] {
  const call = (part: string, permission: string, pages: () => Pages): Call => ({ part, permission, pages });
  return [
    call('Vpcs', 'ec2:DescribeVpcs', () => paginateDescribeVpcs({ client: ec2 }, {})),
    call('VpcAttributes', 'ec2:DescribeVpcAttribute', () => attributesOf(ec2)),
    call('Subnets', 'ec2:DescribeSubnets', () => paginateDescribeSubnets({ client: ec2 }, {})),
    call('RouteTables', 'ec2:DescribeRouteTables', () => paginateDescribeRouteTables({ client: ec2 }, {})),
    call('InternetGateways', 'ec2:DescribeInternetGateways', () =>
      paginateDescribeInternetGateways({ client: ec2 }, {}),
    ),
    call('NatGateways', 'ec2:DescribeNatGateways', () => paginateDescribeNatGateways({ client: ec2 }, {})),
    call('NetworkAcls', 'ec2:DescribeNetworkAcls', () => paginateDescribeNetworkAcls({ client: ec2 }, {})),
    call('SecurityGroups', 'ec2:DescribeSecurityGroups', () =>
      paginateDescribeSecurityGroups({ client: ec2 }, {}),
    ),
    call('VpcEndpoints', 'ec2:DescribeVpcEndpoints', () => paginateDescribeVpcEndpoints({ client: ec2 }, {})),
    call('PrefixLists', 'ec2:DescribeManagedPrefixLists', () =>
      paginateDescribeManagedPrefixLists({ client: ec2 }, {}),
    ),
    call('VpcPeeringConnections', 'ec2:DescribeVpcPeeringConnections', () =>
      paginateDescribeVpcPeeringConnections({ client: ec2 }, {}),
    ),
    call('TransitGatewayVpcAttachments', 'ec2:DescribeTransitGatewayVpcAttachments', () =>
      paginateDescribeTransitGatewayVpcAttachments({ client: ec2 }, {}),
    ),
    call('DBInstances', 'rds:DescribeDBInstances', () => paginateDescribeDBInstances({ client: rds }, {})),
    call('DBClusters', 'rds:DescribeDBClusters', () => paginateDescribeDBClusters({ client: rds }, {})),
    call('DBSubnetGroups', 'rds:DescribeDBSubnetGroups', () =>
      paginateDescribeDBSubnetGroups({ client: rds }, {}),
    ),
  ];
}

/** `DescribeVpcs` does not tell the DNS attributes, and `DescribeVpcAttribute` one at a time. */
async function* attributesOf(ec2: EC2Client): Pages {
  for await (const { Vpcs = [] } of paginateDescribeVpcs({ client: ec2 }, {})) {
    for (const { VpcId } of Vpcs) {
      const ask = (Attribute: 'enableDnsSupport' | 'enableDnsHostnames') =>
        ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
      const { EnableDnsSupport } = await ask('enableDnsSupport');
      const { EnableDnsHostnames } = await ask('enableDnsHostnames');
      yield { VpcAttributes: [{ VpcId, EnableDnsSupport, EnableDnsHostnames }] };
    }
  }
}

async function answerOf({ part, permission, pages }: Call): Promise<Answer> {
  const items: unknown[] = [];
  try {
    for await (const page of pages()) items.push(...((page as Record<string, unknown[]>)[part] ?? []));
  } catch (error) {
    if (isDenied(error)) return { part, denied: permission };
    throw error;
  }
  return { part, items };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and RDS's common errors. */
function isDenied(error: unknown): boolean {
  return error instanceof Error && /^(UnauthorizedOperation|AccessDenied(Exception)?)$/.test(error.name);
}
