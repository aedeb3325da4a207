import { SELECTABLE_KINDS } from '../../server/src/networkTests/read/readParties.ts';
import { CARRIER_KINDS, EXPECTATIONS, type Expectation } from '../../server/src/networkTests/suite.ts';

/** Where the extension's manifest names it, so that an editor completes and checks `*.nettest.yaml`. */
export const TESTS_SCHEMA_FILE = new URL('../../client/network-tests.schema.json', import.meta.url);

const MEANING: Readonly<Record<Expectation, string>> = {
  reachable: 'Packets get from every from to every to, and their answers back, in every case.',
  blocked: 'No packet gets from any from to any to, in IPv4 or IPv6.',
  'only-from': 'Nothing but from gets to to: no other workload of the file, and nobody on the internet.',
  'only-to':
    'From gets to nothing but to: no other workload or endpoint of the file, and not to the internet.',
  'only-through': 'From gets to to, and every way leads through what through names.',
};

/** One or a list of them. */
const oneOrMore = (schema: object) => ({ anyOf: [schema, { type: 'array', minItems: 1, items: schema }] });

const SELECTOR = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  description: 'Everything in the file of which all of this is true.',
  properties: {
    name: { type: 'string', description: 'A pattern of names, such as *Database*.' },
    kind: { description: 'What it is.', ...oneOrMore({ enum: SELECTABLE_KINDS }) },
    tags: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: ['string', 'number', 'boolean'] },
      description: 'Its own tags in the template; a value can be a pattern.',
    },
    subnet: { type: 'string', description: 'A pattern of the names of subnets that it may run in.' },
    uses: {
      type: 'string',
      description:
        'What its environment variables or IAM policies name: a database of the file, or a service such as s3.',
    },
  },
};

const PARTY = {
  anyOf: [
    {
      type: 'string',
      minLength: 1,
      description:
        'A tier, a logical id, a Zappa stage, a subnet, an address, a CIDR block, internet, an AWS service such as s3 (for to), or a pattern of names such as *Api*.',
    },
    SELECTOR,
  ],
};

const PORT = { type: 'integer', minimum: 0, maximum: 65_535 };

const TEST = {
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to', 'expect'],
  properties: {
    title: { type: ['string', 'number'], description: 'What must hold, in your words.' },
    reason: { type: ['string', 'number'], description: 'Why it must hold; told where it does not.' },
    from: { description: 'Who sends.', ...oneOrMore(PARTY) },
    to: { description: 'Who answers.', ...oneOrMore(PARTY) },
    port: {
      description: "The port, or several. Default: the destination's own, otherwise 443.",
      ...oneOrMore(PORT),
    },
    protocol: { enum: ['tcp', 'udp', 'icmp'], default: 'tcp', description: 'icmp is a ping.' },
    ipv6: {
      type: 'boolean',
      default: false,
      description:
        'Asks in IPv6 alone. By default, what must be reachable is asked in IPv4, everything else in both.',
    },
    expect: {
      description: 'What must hold.',
      oneOf: EXPECTATIONS.map((name) => ({ const: name, description: MEANING[name] })),
    },
    through: {
      description: 'For only-through: what every way must lead through. Of several, each is enough.',
      ...oneOrMore({
        anyOf: [
          { type: 'string', minLength: 1, description: 'A name, or a pattern of names.' },
          {
            type: 'object',
            additionalProperties: false,
            required: ['kind'],
            properties: { kind: oneOrMore({ enum: CARRIER_KINDS }) },
          },
        ],
      }),
    },
  },
};

/** The parts that a file of tests and an entry of `expect` have in common. */
export const SUITE_PROPERTIES = {
  tiers: {
    type: 'object',
    additionalProperties: oneOrMore(PARTY),
    description: 'Names for what tests are often about, such as app and data.',
  },
  tests: { type: 'array', items: TEST, description: 'What must hold.' },
};

/** The JSON schema of files of network tests. `server/src/networkTests/read/readSuite.ts` reads them. */
export function networkTestsSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'VPC Lens network tests',
    type: 'object',
    additionalProperties: false,
    required: ['tests'],
    properties: {
      template: {
        description:
          'The files that are tested: names or globs in the same folder. Default: the file of the same name, network.yaml for network.nettest.yaml.',
        ...oneOrMore({ type: 'string', minLength: 1 }),
      },
      ...SUITE_PROPERTIES,
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
