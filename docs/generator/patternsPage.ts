import {
  analyze,
  EXTRAS,
  mermaidOf,
  networkMaps,
  newNetwork,
  PATTERNS,
  svgOf,
  zappaSettingsFor,
} from '../../server/src/languageService.ts';
import type { Pattern } from '../../server/src/patterns/patterns.ts';

export const PATTERNS_PAGE = new URL('../patterns.md', import.meta.url);

const PRICING = '[VPC pricing](https://aws.amazon.com/vpc/pricing/)';

/** The map in the walkthrough: private and public subnets over two zones with a database. */
export const MAP_PICTURE = new URL('../images/walkthrough/network.svg', import.meta.url);

export function mapPicture(): string {
  return svgOf(mapsOf('nat', ['rds']));
}

/** What AWS bills, and what to know before choosing it. */
const COST_AND_RISK: Readonly<Record<Pattern['id'], { readonly cost: string; readonly risk: string }>> = {
  public: {
    cost: `Each public IPv4 address by the hour (${PRICING}).`,
    risk: 'Every server has a public address, so its security group alone protects it. A Zappa function outside of the VPC does not reach a database in it.',
  },
  nat: {
    cost: `A NAT gateway in each zone, by the hour and by GB (in US East (Ohio) $0.045 an hour and $0.045 a GB, says the example of ${PRICING}), and its public address by the hour.`,
    risk: 'None of its own: when one zone fails, the others keep their NAT gateway.',
  },
  'nat-single': {
    cost: `One NAT gateway by the hour and by GB (${PRICING}), and the traffic between zones by GB.`,
    risk: 'When the zone of the NAT gateway fails, [no zone reaches the internet](https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html).',
  },
  'nat-regional': {
    cost: `The NAT gateway by the hour and by GB (${PRICING}).`,
    risk: 'AWS chooses its public addresses, and extends it to a zone after the first workload there; until then [traffic crosses zones](https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html).',
  },
  vpn: {
    cost: `As \`nat\`, and the VPN connection by the hour ([VPN pricing](https://aws.amazon.com/vpn/pricing/)).`,
    risk: 'With static routes only OfficeCidr is reached. The template asks for it and for the public address of the VPN device; the addresses must not overlap those of the VPC.',
  },
  internal: {
    cost: `The gateway endpoints for S3 and DynamoDB are [free of charge](https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html). Each interface endpoint by the hour and zone, and by GB ([PrivateLink pricing](https://aws.amazon.com/privatelink/pricing/)).`,
    risk: 'A call to a service without an endpoint, or to anything on the internet, times out.',
  },
};

/** `docs/patterns.md`: every pattern with its map, and a Zappa configuration. */
export function patternsPage(): string {
  return `${[
    '# Network patterns',
    `\`vpc-lens new PATTERN\` prints a CloudFormation template, in VS Code the command "VPC Lens: New Network…" writes one. All
templates pass the strict profile and cfn-lint, refer to security groups by reference, and have the outputs that Zappa needs.`,
    table(),
    `Every pattern spans two or three zones (\`--azs\`) in any block from /16 to /28 that has room for it (\`--cidr\`), and can be
extended with \`--with\`:`,
    [
      ...Object.entries(EXTRAS).map(([name, says]) => `- \`${name}\`: ${says}.`),
      '- `endpoints=SERVICE,…`: endpoints for `s3`, `dynamodb`, `sqs`, `sns`, `secretsmanager` or any other service by its name.',
    ].join('\n'),
    `The bastion host admits SSH from the parameter AdminCidr, which has no default and is at most a /16. The Session Manager host
needs no open port: IAM decides who gets a shell. The database has a standby in another zone, except with \`nat-single\`. Flow logs go to a
bucket that keeps them for thirty days and stays when the stack is deleted.`,
    ...PATTERNS.map(section),
    '# Example: a Zappa app with a database',
    zappaExample(),
  ].join('\n\n')}\n`;
}

function table(): string {
  const rows = PATTERNS.map(({ id, title }) => `| [\`${id}\`](#${id}) | ${title} |`);
  return ['| pattern | network |', '|--|--|', ...rows].join('\n');
}

function section({ id, title, whom }: Pattern): string {
  const extras = id === 'public' ? [] : ['rds'];
  const { cost, risk } = COST_AND_RISK[id];
  return `## ${id}

${title}. ${whom}

- Cost: ${cost}
- Risk: ${risk}

\`\`\`sh
vpc-lens new ${id}${extras.length > 0 ? ` --with ${extras.join()}` : ''} --output network.yaml
\`\`\`

\`\`\`mermaid
${mermaidOf(mapsOf(id, extras)).trimEnd()}
\`\`\``;
}

function mapsOf(pattern: string, extras: readonly string[]) {
  const analysis = analyze('network.yaml', built(pattern, extras).template);
  if (!analysis) throw new Error(`${pattern} is no template.`);
  return networkMaps(analysis);
}

function built(pattern: string, extras: readonly string[]) {
  const network = newNetwork({ pattern, zones: '2', cidr: '10.0.0.0/16', extras }, 'yaml');
  if ('refused' in network) throw new Error(network.refused);
  return network;
}

function zappaExample(): string {
  const network = built('nat', ['rds']);
  const settings = (format: 'json' | 'yaml' | 'toml') =>
    `\`\`\`${format}\n${zappaSettingsFor(network, format).trimEnd()}\n\`\`\``;
  return `The network, with a NAT gateway in each zone and a PostgreSQL database in isolated subnets:

\`\`\`sh
vpc-lens new nat --with rds --output network.yaml
aws cloudformation deploy --stack-name shop-network --template-file network.yaml
aws cloudformation describe-stacks --stack-name shop-network --query 'Stacks[0].Outputs'
\`\`\`

\`session-manager\` creates an IAM role, so its stacks are deployed with \`--capabilities CAPABILITY_IAM\`.

The outputs AppSubnetA and AppSubnetB are the SubnetIds of the function, AppGroupId is its group. In \`zappa_settings.json\`, with the
ids that \`vpc-lens new nat --zappa json\` leaves to be replaced:

${settings('json')}

The same in YAML and in TOML:

${settings('yaml')}

${settings('toml')}

The function then reaches the database on port 5432, S3 through its gateway endpoint, and everything else through the NAT gateway. The
output DatabaseSecret names the secret with the database's user and password; the role of the function needs
\`secretsmanager:GetSecretValue\` for it.

With [an inventory](inventory.md), VPC Lens fills in \`vpc_config\` from the stack and checks the ids.`;
}
