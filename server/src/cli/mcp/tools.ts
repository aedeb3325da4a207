import * as z from 'zod';

/** A tool of the server; each one is a command of the command line. */
export interface Tool<Input extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly args: (input: z.infer<z.ZodObject<Input>>) => readonly string[];
}

const file = z.string().min(1).describe('Path of the file, absolute or relative to the workspace.');

const parameters = z
  .record(z.string(), z.string())
  .optional()
  .describe('Values of CloudFormation parameters in place of their defaults.');

/** Options come before `--`, so that nothing from an assistant is read as an option. */
function argsOf(
  command: string,
  options: Readonly<Record<string, string | number | undefined>>,
  given: Readonly<Record<string, string>> | undefined,
  names: readonly string[],
): readonly string[] {
  const written = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
  const values = Object.entries(given ?? {}).map(([name, value]) => `--parameter=${name}=${value}`);
  return [command, ...written, ...values, '--', ...names];
}

function tool<Input extends z.ZodRawShape>(one: Tool<Input>): Tool {
  return one as unknown as Tool;
}

export const TOOLS: readonly Tool[] = [
  tool({
    name: 'check',
    title: 'Check templates and settings',
    description:
      'Finds network mistakes in CloudFormation and SAM templates and in Zappa settings. Each finding has its line, the rule, what is wrong and what follows, and the fix if there is one. What is known only at deployment gives no finding.',
    input: {
      paths: z.array(z.string().min(1)).min(1).describe('Files, folders or globs.'),
      profile: z
        .enum(['recommended', 'strict', 'errors'])
        .optional()
        .describe(
          'recommended is the default; strict has rules on style and cost; errors is what AWS rejects.',
        ),
      parameters,
    },
    args: ({ paths, profile, parameters: given }) => argsOf('check', { profile }, given, paths),
  }),
  tool({
    name: 'reach',
    title: 'Can it get there?',
    description:
      'Answers whether one party of a template or of Zappa settings can reach another, for the packet and its reply: reachable, partial, blocked or unknown, with every hop, its line, the smallest set of blockers and their fixes.',
    input: {
      file,
      from: z.string().min(1).describe('A logical id, a Zappa stage, an address, a CIDR block or internet.'),
      to: z.string().min(1).describe('The same, or an AWS service such as s3 or secretsmanager.'),
      port: z.number().int().min(0).max(65_535).optional().describe("Default: the destination's own port."),
      protocol: z.enum(['tcp', 'udp', 'icmp']).optional().describe('Default: tcp.'),
      parameters,
    },
    args: ({ file: name, from, to, port, protocol, parameters: given }) =>
      argsOf('reach', { from, to, port, protocol }, given, [name]),
  }),
  tool({
    name: 'map',
    title: 'The network of a template',
    description:
      'Describes the network of a template as a Mermaid flowchart: VPCs, zones, subnets, what runs in them, and where the default route of each subnet goes.',
    input: { file, parameters },
    args: ({ file: name, parameters: given }) => argsOf('map', { format: 'mermaid' }, given, [name]),
  }),
  tool({
    name: 'plan_blocks',
    title: 'Plan subnets',
    description:
      'Calculates a CIDR block: its addresses and those that AWS reserves; or plans subnets in it, by tiers and zones, by numbers of hosts, or all of one size. Give one of tiers with zones, hosts, or prefix.',
    input: {
      cidr: z.string().min(1).describe('A block such as 10.0.0.0/16.'),
      zones: z.number().int().min(1).optional().describe('Availability zones; needs tiers.'),
      tiers: z
        .array(z.string().min(1))
        .optional()
        .describe('Names of tiers, each with a prefix length if wanted: "public:24", "private".'),
      hosts: z.array(z.number().int().min(1)).optional().describe('Usable addresses of each subnet.'),
      prefix: z.number().int().min(0).max(128).optional().describe('All blocks of this prefix length.'),
      used: z.array(z.string().min(1)).optional().describe('Blocks that are taken.'),
      format: z.enum(['text', 'cfn-yaml', 'cfn-json']).optional().describe('cfn-… writes the subnets.'),
    },
    args: ({ cidr, zones, tiers, hosts, prefix, used, format }) =>
      argsOf(
        'cidr',
        {
          azs: zones,
          tiers: tiers?.join(','),
          hosts: hosts?.join(','),
          split: prefix,
          used: used?.join(','),
          format,
        },
        undefined,
        [cidr],
      ),
  }),
  tool({
    name: 'explain_rule',
    title: 'Explain a rule',
    description:
      'The page of a rule: what it finds, why it matters, how to fix it, when to ignore it, with examples and sources. Without an id, all rules in a line each.',
    input: { id: z.string().optional().describe('The id as in a finding, such as subnet-overlap.') },
    args: ({ id }) => argsOf('rules', {}, undefined, id === undefined ? [] : [id]),
  }),
];
