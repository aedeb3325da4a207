import type { WorkloadKind } from './workload.ts';

/** Properties of every workload of a kind. */
export interface KindOfWorkload {
  readonly name: readonly [article: 'a' | 'an' | '', noun: string];
  /** It opens connections itself, so people ask what it can reach. */
  readonly sends?: true;
  /** Nothing can open a connection to it (fact LAM-18). */
  readonly answersNobody?: true;
  /**
   * It uses the ephemeral ports of Linux as far as is known; the other kinds run on AWS's own systems or use any port.
   */
  readonly runsOnLinux?: true;
  /** It stores data, so it is not meant to be reached from the internet. */
  readonly keepsData?: true;
  /**
   * It is outside of any VPC unless it lists subnets (facts LAM-01, DB-05); other kinds are then in the account's
   * default VPC.
   */
  readonly isPlacedOnRequest?: true;
  /**
   * Without subnets it sends from AWS's own network, which is on the internet (fact LAM-01):
   * https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
   * https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
   */
  readonly isOnInternetWithoutVpc?: true;
  /**
   * `never`: it has no public address in any subnet (fact LAM-02; CodeBuild:
   * https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html). `by-others`: an Elastic IP address or a
   * launch template can give it one.
   */
  readonly publicAddress?: 'never' | 'by-others';
}

export const WORKLOAD_KINDS: Readonly<Record<WorkloadKind, KindOfWorkload>> = {
  function: {
    name: ['a', 'Lambda function'],
    sends: true,
    answersNobody: true,
    isPlacedOnRequest: true,
    isOnInternetWithoutVpc: true,
    publicAddress: 'never',
  },
  'load-balancer': { name: ['a', 'load balancer'] },
  instance: { name: ['an', 'instance'], sends: true, runsOnLinux: true },
  'network-interface': { name: ['a', 'network interface'], publicAddress: 'by-others' },
  'auto-scaling-group': {
    name: ['an', 'Auto Scaling group'],
    sends: true,
    runsOnLinux: true,
    publicAddress: 'by-others',
  },
  'container-service': { name: ['an', 'ECS service'], sends: true, runsOnLinux: true },
  'kubernetes-cluster': { name: ['an', 'EKS cluster'] },
  'node-group': { name: ['', 'EKS nodes'], sends: true, runsOnLinux: true, publicAddress: 'by-others' },
  database: { name: ['a', 'database'], keepsData: true },
  'database-proxy': { name: ['an', 'RDS proxy'], keepsData: true },
  cache: { name: ['a', 'cache'], keepsData: true },
  warehouse: { name: ['a', 'Redshift warehouse'], keepsData: true },
  'search-domain': { name: ['a', 'search domain'], keepsData: true, isPlacedOnRequest: true },
  broker: { name: ['a', 'message broker'], keepsData: true },
  'replication-instance': { name: ['a', 'DMS replication instance'], keepsData: true },
  'mount-target': { name: ['a', 'mount target'], keepsData: true },
  'resolver-endpoint': { name: ['a', 'Route 53 resolver endpoint'] },
  'instance-connect-endpoint': { name: ['an', 'EC2 Instance Connect Endpoint'] },
  'build-project': {
    name: ['a', 'CodeBuild project'],
    runsOnLinux: true,
    isPlacedOnRequest: true,
    isOnInternetWithoutVpc: true,
    publicAddress: 'never',
  },
  // A canary runs as a Lambda function:
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_VPC.html
  canary: {
    name: ['a', 'CloudWatch Synthetics canary'],
    answersNobody: true,
    isPlacedOnRequest: true,
    isOnInternetWithoutVpc: true,
    publicAddress: 'never',
  },
  'airflow-environment': { name: ['an', 'MWAA environment'], runsOnLinux: true, publicAddress: 'never' },
  'compute-environment': {
    name: ['a', 'Batch compute environment'],
    runsOnLinux: true,
    publicAddress: 'by-others',
  },
  'vpc-connector': { name: ['a', 'VPC connector'] },
  'glue-connection': { name: ['a', 'Glue connection'] },
  'client-vpn-endpoint': { name: ['a', 'Client VPN endpoint'] },
  'file-share': { name: ['an', 'FSx file system'], keepsData: true, publicAddress: 'never' },
  notebook: {
    name: ['a', 'SageMaker notebook'],
    sends: true,
    runsOnLinux: true,
    isPlacedOnRequest: true,
    isOnInternetWithoutVpc: true,
    publicAddress: 'never',
  },
  'managed-application': {
    name: ['a', 'managed application'],
    sends: true,
    runsOnLinux: true,
    isPlacedOnRequest: true,
    publicAddress: 'never',
  },
  'emr-cluster': { name: ['an', 'EMR cluster'], sends: true, runsOnLinux: true, publicAddress: 'by-others' },
  'desktop-fleet': { name: ['an', 'AppStream fleet'], isPlacedOnRequest: true },
  'transfer-server': { name: ['a', 'Transfer server'], isPlacedOnRequest: true },
  directory: { name: ['a', 'directory'], keepsData: true, publicAddress: 'never' },
  'managed-endpoint': { name: ['a', 'managed endpoint'], publicAddress: 'never' },
  'instance-fleet': { name: ['', 'instances'], sends: true, runsOnLinux: true, publicAddress: 'by-others' },
  // A Lambda function that Secrets Manager creates:
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-function-network-access.html
  'rotation-function': {
    name: ['a', 'rotation function'],
    sends: true,
    answersNobody: true,
    publicAddress: 'never',
  },
  // https://docs.aws.amazon.com/devicefarm/latest/developerguide/vpc-eni-limits.html
  'device-project': { name: ['a', 'Device Farm project'], answersNobody: true, publicAddress: 'never' },
};

/** "Lambda function". */
export function kindNoun(kind: WorkloadKind): string {
  return WORKLOAD_KINDS[kind].name[1];
}

/** "a Lambda function". */
export function kindText(kind: WorkloadKind): string {
  return WORKLOAD_KINDS[kind].name.join(' ').trim();
}

/**
 * Whether a workload may open connections. Those that keep data only accept some, but for a proxy, which connects to its
 * database, and a replication instance, which connects to both ends of its tasks.
 */
export function opensConnections(kind: WorkloadKind): boolean {
  return kind === 'database-proxy' || kind === 'replication-instance' || !WORKLOAD_KINDS[kind].keepsData;
}
