import { isConditional } from '../../changes/resources.ts';
import { integerOf, readProtocol, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { Property } from '../../network/template/readResource.ts';
import type { Edit } from '../../syntax/edit.ts';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, entryAt, type Mapping, resolved } from '../../syntax/tree.ts';
import { defaultsOfValue, type Known, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** An entry of a network ACL whose number, ports, types or block EC2 does not accept. */
export default defineRule({
  id: 'nacl-entry-invalid',
  area: 'network-acls',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EC2 does not accept the network ACL entry',
  why: 'The number of an entry is 1–32766; higher numbers are reserved. An entry for TCP (6) or UDP (17) needs a PortRange with both ends. An entry for ICMP (1), or for ICMPv6 (58) with an IPv6 block, needs Icmp with a type and a code. An entry has one block, IPv4 or IPv6. EC2 rejects anything else, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html',
    'ACL-02',
    'ACL-06',
  ],

  check: eachResource(
    ['AWS::EC2::NetworkAclEntry'],
    function* ({ object, property }, file) {
      const { id, at, properties } = object;
      if (!properties) return;
      const entry: WrittenEntry = {
        id,
        at,
        properties,
        property,
        slip: slipOf(id, [...BLOCKS, 'PortRange', 'Icmp'], file),
      };
      yield* numberReports(entry);
      yield* protocolReports(entry);
      yield* portReports(entry);
      yield* typeReports(entry);
      yield* blockReports(entry);
    },
    { isWhole: true },
  ),
});

interface WrittenEntry {
  readonly id: string;
  readonly at: Span;
  readonly properties: Mapping;
  readonly property: Property;
  /** The finding about a misspelt property that the entry lacks, as the cause. */
  readonly slip: Pick<Report, 'cause'>;
}

/** AWS reserves 32,767 and above (ACL-02). */
const HIGHEST_NUMBER = 32_766;

function* numberReports({ id, property }: WrittenEntry): Generator<Report> {
  const value = property('RuleNumber');
  const number = integerOf(value);
  if (value.kind !== 'known' || number === undefined || (number >= 1 && number <= HIGHEST_NUMBER)) return;
  yield {
    at: value.at,
    resource: id,
    defaults: value.defaults,
    message: `${id} has number ${number}; entry numbers are 1–${HIGHEST_NUMBER}. AWS rejects it.`,
  };
}

/** IANA's numbers have one byte, and -1 is all of them: API_CreateNetworkAclEntry.html. */
function* protocolReports({ id, property }: WrittenEntry): Generator<Report> {
  const value = property('Protocol');
  const number = integerOf(value);
  if (value.kind !== 'known' || number === undefined || (number >= -1 && number <= 255)) return;
  yield {
    at: value.at,
    resource: id,
    defaults: value.defaults,
    message: `${id} has protocol ${number}; protocol numbers are 0–255, and -1 is all of them. AWS rejects it.`,
  };
}

function* portReports(entry: WrittenEntry): Generator<Report> {
  const { id, at, properties, property, slip } = entry;
  const protocol = protocolOf(property);
  if (protocol?.name !== 'tcp' && protocol?.name !== 'udp') return;
  const [from, to] = ['PortRange.From', 'PortRange.To'].map((path) => valueAtPath(property, path)) as [
    Value,
    Value,
  ];
  const missing = [...(from.kind === 'absent' ? ['From'] : []), ...(to.kind === 'absent' ? ['To'] : [])];
  const defaults = [...protocol.value.defaults, ...defaultsOfValue(from), ...defaultsOfValue(to)];
  if (missing.length === 2) {
    if (!isWhollyKnown(entry)) return;
    yield {
      at,
      resource: id,
      defaults,
      message: `${id} is for ${protocol.name} but has no PortRange. AWS rejects it.`,
      ...slip,
      fixes: entryAt(properties, 'PortRange') ? [] : everyPort(properties),
    };
  } else if (missing.length === 1) {
    yield {
      at: entryAt(properties, 'PortRange')?.key ?? at,
      resource: id,
      defaults,
      message: `PortRange of ${id} has no ${missing[0]}. AWS rejects it.`,
      fixes: sameAtBothEnds(properties, missing[0]!),
    };
  } else if (from.kind === 'known' && to.kind === 'known') {
    const wrong = wrongRange(id, from, to);
    if (wrong) yield { ...wrong, resource: id, defaults };
  }
}

function wrongRange(id: string, from: Known, to: Known): Report | undefined {
  const [first, last] = [integerOf(from), integerOf(to)];
  const tooHigh = [from, to].find((value) => (integerOf(value) ?? 0) > HIGHEST_PORT);
  if (tooHigh)
    return {
      at: tooHigh.at,
      message: `${id} has port ${tooHigh.text}; the highest port is ${HIGHEST_PORT}. AWS rejects it.`,
    };
  if (first === undefined || last === undefined || first <= last) return undefined;
  const message = `The port range of ${id} starts at ${first} but ends at ${last}. AWS rejects it.`;
  return { at: from.at, message, fixes: swap(from, to) };
}

/** The user usually means one port. */
function sameAtBothEnds(properties: Mapping, missing: string): readonly Fix[] {
  const range = resolved(entryAt(properties, 'PortRange')?.value);
  const given = resolved(entryAt(range, missing === 'To' ? 'From' : 'To')?.value);
  if (range?.kind !== 'mapping' || given?.kind !== 'scalar' || given.tag || entryAt(range, missing))
    return [];
  const value = given.value ?? given.text;
  const edits: readonly Edit[] = [
    { op: 'insert-entry', into: range, key: missing, value, order: ['From', 'To'] },
  ];
  return [{ title: `Write ${missing} ${given.text} too`, preferred: true, edits }];
}

const HIGHEST_PORT = 65_535;

function everyPort(properties: Mapping): readonly Fix[] {
  return [
    {
      title: 'Allow all ports, 0–65535',
      preferred: false,
      edits: [
        {
          op: 'insert-entry',
          into: properties,
          key: 'PortRange',
          value: { From: 0, To: HIGHEST_PORT },
          after: 'Protocol',
        },
      ],
    },
  ];
}

function swap(from: Known, to: Known): readonly Fix[] {
  const [first, last] = [from.origin, to.origin];
  // A parameter's default may be used elsewhere.
  if (!first || !last || first.start !== from.at.start || last.start !== to.at.start) return [];
  return [
    {
      title: `Change to ${to.text}–${from.text}`,
      preferred: false,
      edits: [
        { op: 'replace', node: first, value: last.value },
        { op: 'replace', node: last, value: first.value },
      ],
    },
  ];
}

function* typeReports(entry: WrittenEntry): Generator<Report> {
  const { id, at, properties, property, slip } = entry;
  const protocol = protocolOf(property);
  const needsType =
    protocol?.name === 'icmp' || (protocol?.name === 'icmpv6' && property('Ipv6CidrBlock').kind === 'known');
  if (!protocol || !needsType || property('Icmp').kind !== 'absent' || !isWhollyKnown(entry)) return;
  yield {
    at,
    resource: id,
    defaults: protocol.value.defaults,
    message: `${id} is for ${protocol.name} but has no Icmp. AWS rejects it.`,
    ...slip,
    fixes: entryAt(properties, 'Icmp')
      ? []
      : [
          {
            title: 'Allow all types and codes, -1',
            preferred: true,
            edits: [
              {
                op: 'insert-entry',
                into: properties,
                key: 'Icmp',
                value: { Type: -1, Code: -1 },
                after: 'Protocol',
              },
            ],
          },
        ],
  };
}

const BLOCKS = ['CidrBlock', 'Ipv6CidrBlock'] as const;

function* blockReports(entry: WrittenEntry): Generator<Report> {
  const { id, at, properties, property, slip } = entry;
  // A value that is decided at deployment may be AWS::NoValue.
  const given = BLOCKS.filter((name) => property(name).kind === 'known');
  if (given.length === 2) {
    yield {
      at: entryAt(properties, BLOCKS[1])?.key ?? at,
      resource: id,
      defaults: given.flatMap((name) => defaultsOfValue(property(name))),
      message: `${id} has both ${listed(given)}. AWS accepts only one.`,
      fixes: BLOCKS.flatMap((kept) => keepOnly(properties, kept)),
    };
  } else if (BLOCKS.every((name) => property(name).kind === 'absent') && isWhollyKnown(entry)) {
    yield {
      at,
      resource: id,
      message: `${id} has neither CidrBlock nor Ipv6CidrBlock. AWS rejects it.`,
      ...slip,
    };
  }
}

/** Keeps one of several blocks; which one is for the user to decide. */
function keepOnly(properties: Mapping, kept: (typeof BLOCKS)[number]): readonly Fix[] {
  const entry = properties.entries.find(
    ({ key }) => key.text !== kept && BLOCKS.some((name) => name === key.text),
  );
  if (!entry || isConditional(properties)) return [];
  const edits: readonly Edit[] = [{ op: 'remove-entry', from: properties, entry }];
  return [{ title: `Keep ${kept} alone`, preferred: false, edits }];
}

function protocolOf(property: Property) {
  const value = property('Protocol');
  // protocolReports covers a name in place of the number.
  if (value.kind !== 'known' || integerOf(value) === undefined) return undefined;
  const name = readProtocol(value.text);
  return typeof name === 'string' ? { name, value } : undefined;
}

const KEYS: readonly string[] = [
  ...['NetworkAclId', 'RuleNumber', 'Protocol', 'RuleAction', 'Egress', 'PortRange', 'Icmp'],
  ...BLOCKS,
];

/** An unknown key may be the missing one misspelled, or come from a macro. */
function isWhollyKnown({ properties }: WrittenEntry): boolean {
  return entriesOf(properties).every(({ key }) => KEYS.includes(key.text));
}
