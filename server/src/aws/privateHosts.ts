/** The form of host names that lead to private addresses of a VPC alone, and whose they are. */
interface PrivateHosts {
  /** With its article. */
  readonly noun: string;
  readonly form: RegExp;
}

const PRIVATE_HOSTS: readonly PrivateHosts[] = [
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/connect-from-outside-a-vpc.html
  { noun: 'a DocumentDB cluster', form: /\.docdb\.amazonaws\.com(?:\.cn)?$/ },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html
  { noun: 'an ElastiCache cache', form: /\.cache\.amazonaws\.com(?:\.cn)?$/ },
  // https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.html
  { noun: 'a MemoryDB cluster', form: /\.memorydb\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/ },
  // A domain outside of a VPC has search- in place of vpc-:
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
  {
    noun: 'an OpenSearch domain in a VPC',
    form: /^vpc-[a-z0-9-]+\.[a-z0-9-]+\.es\.amazonaws\.com(?:\.cn)?$/,
  },
  // Brokers with public access have names such as b-1-public:
  // https://docs.aws.amazon.com/msk/latest/developerguide/get-bootstrap-cli.html
  {
    noun: 'a private MSK broker',
    form: /^b-\d+\.[a-z0-9.-]+\.kafka\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
  },
];

/** Whose private addresses a host name in lower case certainly leads to; undefined if it may have public ones. */
export function ownerOfPrivateHost(host: string): string | undefined {
  return PRIVATE_HOSTS.find(({ form }) => form.test(host))?.noun;
}

/** Whose private addresses a text such as a URL certainly leads to. */
export function ownerOfPrivateHostIn(text: string): string | undefined {
  for (const [host] of text.toLowerCase().matchAll(HOST)) {
    const owner = ownerOfPrivateHost(host);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

const HOST = /(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/g;
