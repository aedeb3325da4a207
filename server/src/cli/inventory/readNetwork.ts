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

/** The account to read; undefined values come from the environment and the files of the AWS CLI. */
export interface Account {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** AWS's answer for one part of an inventory. */
export type PartAnswer = { readonly part: string } & (
  | { readonly items: readonly unknown[] }
  /** The permission that is missing. */
  | { readonly denied: string }
);

export interface RegionAnswers {
  readonly region: string;
  readonly answers: readonly PartAnswer[];
}

/** The pages of an answer. */
type Pages = AsyncIterable<object>;

interface Clients {
  readonly ec2: EC2Client;
  readonly rds: RDSClient;
}

/** Cancels a running call. */
interface Sending {
  readonly abortSignal?: AbortSignal;
}

interface Call {
  readonly part: string;
  readonly permission: string;
  readonly pages: (clients: Clients, how: Sending) => Pages;
}

const CALLS: readonly Call[] = [
  {
    part: 'Vpcs',
    permission: 'ec2:DescribeVpcs',
    pages: ({ ec2: client }, how) => paginateDescribeVpcs({ client }, {}, how),
  },
  { part: 'VpcAttributes', permission: 'ec2:DescribeVpcAttribute', pages: attributesOf },
  {
    part: 'Subnets',
    permission: 'ec2:DescribeSubnets',
    pages: ({ ec2: client }, how) => paginateDescribeSubnets({ client }, {}, how),
  },
  {
    part: 'RouteTables',
    permission: 'ec2:DescribeRouteTables',
    pages: ({ ec2: client }, how) => paginateDescribeRouteTables({ client }, {}, how),
  },
  {
    part: 'InternetGateways',
    permission: 'ec2:DescribeInternetGateways',
    pages: ({ ec2: client }, how) => paginateDescribeInternetGateways({ client }, {}, how),
  },
  {
    part: 'NatGateways',
    permission: 'ec2:DescribeNatGateways',
    pages: ({ ec2: client }, how) => paginateDescribeNatGateways({ client }, {}, how),
  },
  {
    part: 'NetworkAcls',
    permission: 'ec2:DescribeNetworkAcls',
    pages: ({ ec2: client }, how) => paginateDescribeNetworkAcls({ client }, {}, how),
  },
  {
    part: 'SecurityGroups',
    permission: 'ec2:DescribeSecurityGroups',
    pages: ({ ec2: client }, how) => paginateDescribeSecurityGroups({ client }, {}, how),
  },
  {
    part: 'VpcEndpoints',
    permission: 'ec2:DescribeVpcEndpoints',
    pages: ({ ec2: client }, how) => paginateDescribeVpcEndpoints({ client }, {}, how),
  },
  {
    part: 'PrefixLists',
    permission: 'ec2:DescribeManagedPrefixLists',
    pages: ({ ec2: client }, how) => paginateDescribeManagedPrefixLists({ client }, {}, how),
  },
  {
    part: 'VpcPeeringConnections',
    permission: 'ec2:DescribeVpcPeeringConnections',
    pages: ({ ec2: client }, how) => paginateDescribeVpcPeeringConnections({ client }, {}, how),
  },
  {
    part: 'TransitGatewayVpcAttachments',
    permission: 'ec2:DescribeTransitGatewayVpcAttachments',
    pages: ({ ec2: client }, how) => paginateDescribeTransitGatewayVpcAttachments({ client }, {}, how),
  },
  {
    part: 'DBInstances',
    permission: 'rds:DescribeDBInstances',
    pages: ({ rds: client }, how) => paginateDescribeDBInstances({ client }, {}, how),
  },
  {
    part: 'DBClusters',
    permission: 'rds:DescribeDBClusters',
    pages: ({ rds: client }, how) => paginateDescribeDBClusters({ client }, {}, how),
  },
  {
    part: 'DBSubnetGroups',
    permission: 'rds:DescribeDBSubnetGroups',
    pages: ({ rds: client }, how) => paginateDescribeDBSubnetGroups({ client }, {}, how),
  },
];

/** The IAM actions of all calls. */
export const PERMISSIONS: readonly string[] = CALLS.map(({ permission }) => permission);

/**
 * Reads everything that an inventory has from AWS. All calls are read-only; throttled ones are repeated. Throws if AWS
 * cannot be called at all (no credentials, no region, no connection), and if `cancelled` ends it.
 */
export async function readNetwork(
  { profile, region }: Account,
  reportProgress: (done: number, total: number) => void,
  cancelled?: AbortSignal,
): Promise<RegionAnswers> {
  const config = {
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    // With the delays of the SDK's standard mode, about a minute of throttling.
    maxAttempts: 8,
  };
  const clients = { ec2: new EC2Client(config), rds: new RDSClient(config) };
  const how = cancelled ? { abortSignal: cancelled } : {};
  const answers: PartAnswer[] = [];
  for (const [done, call] of CALLS.entries()) {
    cancelled?.throwIfAborted();
    reportProgress(done, CALLS.length);
    answers.push(await answerOf(call, clients, how));
  }
  return { region: await clients.ec2.config.region(), answers };
}

/** `DescribeVpcs` does not return the DNS attributes, and `DescribeVpcAttribute` returns one at a time. */
async function* attributesOf({ ec2 }: Clients, how: Sending): Pages {
  for await (const { Vpcs = [] } of paginateDescribeVpcs({ client: ec2 }, {}, how)) {
    for (const { VpcId } of Vpcs) {
      const ask = (Attribute: 'enableDnsSupport' | 'enableDnsHostnames') =>
        ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }), how);
      const { EnableDnsSupport } = await ask('enableDnsSupport');
      const { EnableDnsHostnames } = await ask('enableDnsHostnames');
      yield { VpcAttributes: [{ VpcId, EnableDnsSupport, EnableDnsHostnames }] };
    }
  }
}

async function answerOf(
  { part, permission, pages }: Call,
  clients: Clients,
  how: Sending,
): Promise<PartAnswer> {
  const items: unknown[] = [];
  try {
    for await (const page of pages(clients, how))
      items.push(...((page as Record<string, unknown[]>)[part] ?? []));
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
