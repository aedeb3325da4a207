/** How an app's subnets reach the internet. */
export type Nat = 'per-zone' | 'single' | 'regional';

/** A network that people build again and again, as far as one differs from another. */
export interface Pattern {
  readonly id: 'public' | 'nat' | 'nat-single' | 'nat-regional' | 'vpn' | 'internal';
  readonly title: string;
  /** For whom it is, as one sentence. */
  readonly whom: string;
  /** The tier that the app runs in. */
  readonly appTier: 'public' | 'private';
  readonly nat?: Nat;
  /** A site-to-site VPN connection to an office. */
  readonly isOnVpn?: true;
  /** AWS services that always get an endpoint. Gateway endpoints, those of S3 and DynamoDB, are free of charge (EP-01). */
  readonly endpoints: readonly string[];
}

export const PATTERNS: readonly Pattern[] = [
  {
    id: 'public',
    title: 'Public subnets',
    whom: 'For servers with public addresses. A Lambda function in a public subnet reaches no internet.',
    appTier: 'public',
    endpoints: ['s3'],
  },
  {
    id: 'nat',
    title: 'Public and private subnets, a NAT gateway in each zone',
    whom: 'For a production app with a database that also calls services on the internet.',
    appTier: 'private',
    nat: 'per-zone',
    endpoints: ['s3'],
  },
  {
    id: 'nat-single',
    title: 'Public and private subnets, one NAT gateway',
    whom: 'For development and test: one NAT gateway instead of one in each zone.',
    appTier: 'private',
    nat: 'single',
    endpoints: ['s3'],
  },
  {
    id: 'nat-regional',
    title: 'Private subnets, a regional NAT gateway',
    whom: 'For an app that calls the internet: AWS extends the gateway to the zones in use.',
    appTier: 'private',
    nat: 'regional',
    endpoints: ['s3'],
  },
  {
    id: 'vpn',
    title: 'Public and private subnets, NAT and a VPN to an office',
    whom: 'For an app that calls servers in an office or a data centre, and the internet.',
    appTier: 'private',
    nat: 'per-zone',
    isOnVpn: true,
    endpoints: ['s3'],
  },
  {
    id: 'internal',
    title: 'Private subnets only, with endpoints',
    whom: 'For an app that calls only its database and the AWS services that have an endpoint.',
    appTier: 'private',
    endpoints: ['s3', 'dynamodb'],
  },
];

/** The additions that a pattern can have besides endpoints. */
export const EXTRAS = {
  bastion: 'Bastion host: SSH from one address range',
  'session-manager': 'Session Manager host: a shell without an open port',
  rds: 'PostgreSQL database in isolated subnets',
} as const;

export type Extra = keyof typeof EXTRAS;

/** The endpoints that are offered; every other service of `ENDPOINT_SERVICES` can be named too. */
export const OFFERED_ENDPOINTS: readonly string[] = ['s3', 'dynamodb', 'sqs', 'sns', 'secretsmanager'];

/** The numbers of zones that a pattern can have; every Region with default VPCs has three. */
export const ZONE_COUNTS: readonly number[] = [2, 3];
