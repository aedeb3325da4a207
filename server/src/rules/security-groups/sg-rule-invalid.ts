import { isConditional } from '../../changes/resources.ts';
import type { Protocol } from '../../network/protocol.ts';
import { integerOf, readProtocol } from '../../network/template/fieldOfValue.ts';
import type { Edit } from '../../syntax/edit.ts';
import { entriesOf, entryAt, resolved } from '../../syntax/tree.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import { defaultsOfValue, type Known, type Value } from '../../template/evaluation/value.ts';
import { isNamed } from '../../template/parameters.ts';
import { listed } from '../../wording/listed.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { type WrittenRule, writtenRules } from './writtenRules.ts';

/** A rule of a security group whose ports or whose sources EC2 does not accept. */
export default defineRule({
  id: 'sg-rule-invalid',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EC2 does not accept the security group rule',
  why: 'A rule for TCP, UDP or ICMP needs both FromPort and ToPort: ports 0–65535 in ascending order, or an ICMP type and code. -1 is used in both or in neither. A rule has one source or destination: an IPv4 block, an IPv6 block, a security group or a prefix list. EC2 rejects anything else, and the stack fails; it silently drops a rule without a source or destination.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/1323',
    'https://github.com/aws-cloudformation/cfn-lint/issues/2999',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1706',
    'SG-08',
  ],
  cfnLint: 'E3687',

  check: eachResource(
    ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
    function* (reader) {
      for (const rule of writtenRules(reader)) {
        yield* portReports(rule);
        yield* sourceReports(rule);
      }
    },
    { isWhole: true },
  ),
});

const PORTS = ['FromPort', 'ToPort'] as const;

/** Protocols, and types and codes of ICMP, are numbers of 8 bits: RFC 791, section 3.1, and RFC 792. */
const LAST_NUMBER = 255;

/** The protocols whose rules need both ports; a rule for ICMPv6 without them allows all types. */
const RANGED: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

function* portReports(rule: WrittenRule): Generator<Report> {
  const protocol = rule.property('IpProtocol');
  const read = protocol.kind === 'known' ? readProtocol(protocol.text) : undefined;
  if (protocol.kind === 'known' && !read) yield* protocolReport(rule, protocol);
  if (protocol.kind === 'known' && typeof read === 'object' && read.number > LAST_NUMBER)
    yield {
      at: protocol.at,
      resource: rule.resource,
      defaults: protocol.defaults,
      message: `${rule.name} has protocol ${protocol.text}; the numbers of protocols end at ${LAST_NUMBER}. AWS rejects it.`,
    };
  if (!read || !RANGED.includes(read)) return;
  const [from, to] = PORTS.map(rule.property) as [Value, Value];
  const missing = PORTS.filter((name) => rule.property(name).kind === 'absent');
  const base = { resource: rule.resource, defaults: [protocol, from, to].flatMap(defaultsOfValue) };
  const found =
    missing.length > 0
      ? missingPorts(rule, read, missing)
      : (tooHigh(rule, read, [from, to]) ?? wrongRange(rule, read, from, to));
  if (found) yield { ...base, ...found };
}

type PortFinding = Pick<Report, 'at' | 'message' | 'fixes' | 'severity'>;

function missingPorts(
  rule: WrittenRule,
  protocol: Protocol,
  missing: readonly (typeof PORTS)[number][],
): PortFinding | undefined {
  if (!isWhollyKnown(rule)) return undefined;
  const [first, second] = missing;
  const fixes = second === undefined ? sameAtBothEnds(rule, first!) : [];
  return {
    at: rule.at,
    message: `${rule.name} is for ${String(protocol)} but has ${second === undefined ? `no ${first}` : 'neither FromPort nor ToPort'}. AWS rejects it.`,
    fixes: protocol === 'icmp' ? everyType(rule) : fixes,
  };
}

function tooHigh(rule: WrittenRule, protocol: Protocol, ends: readonly Value[]): PortFinding | undefined {
  const isIcmp = protocol === 'icmp';
  const value = ends.find((end) => (integerOf(end) ?? 0) > (isIcmp ? LAST_NUMBER : HIGHEST_PORT));
  if (value?.kind !== 'known') return undefined;
  const { at, text } = value;
  if (!isIcmp)
    return { at, message: `${rule.name} has port ${text}; the highest port is 65535. AWS rejects it.` };
  // AWS's pages name no limit.
  return {
    at,
    severity: 'warning',
    message: `${rule.name} is for ICMP and has ${text} for a type or code; these end at ${LAST_NUMBER}. It matches no packet.`,
  };
}

function wrongRange(rule: WrittenRule, protocol: Protocol, from: Value, to: Value): PortFinding | undefined {
  const [first, last] = [integerOf(from), integerOf(to)];
  if (first === undefined || last === undefined || from.kind !== 'known' || to.kind !== 'known')
    return undefined;
  if ((first === -1) !== (last === -1)) {
    // A rule for any code of one ICMP type has -1 as its last port.
    if (protocol === 'icmp' && last === -1) return undefined;
    const [wrong, right] = first === -1 ? [from, to] : [to, from];
    return {
      at: from.at,
      message: `${rule.name} has FromPort ${first} and ToPort ${last}. AWS accepts -1 only in both.`,
      fixes: protocol === 'icmp' ? [] : samePort(wrong, right),
    };
  }
  if (protocol === 'icmp' || first <= last) return undefined;
  return {
    at: from.at,
    message: `${rule.name} has a port range that starts at ${first} but ends at ${last}. AWS rejects it.`,
    fixes: swap(from, to),
  };
}

const HIGHEST_PORT = 65_535;

/** A protocol that EC2 does not accept. property-value reports a misspelt name of one that it accepts. */
function* protocolReport(rule: WrittenRule, { at, text, defaults }: Known): Generator<Report> {
  if (!isNamed(text) || suggestionsFor(text, NAMES).isMisspelling) return;
  yield {
    at,
    resource: rule.resource,
    defaults,
    message: `${rule.name} has protocol ${text}. EC2 knows only ${listed(NAMES)}, protocol numbers and -1.`,
  };
}

const NAMES = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** -1 for both is every type of ICMP (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html). */
function everyType({ node }: WrittenRule): readonly Fix[] {
  if (!node || PORTS.some((name) => entryAt(node, name))) return [];
  const edits = PORTS.map((key): Edit => ({ op: 'insert-entry', into: node, key, value: -1, order: ORDER }));
  return [{ title: 'Write every type, -1', preferred: false, edits }];
}

const ORDER = ['IpProtocol', 'FromPort', 'ToPort'];

/** The user usually means one port. */
function sameAtBothEnds({ node }: WrittenRule, missing: (typeof PORTS)[number]): readonly Fix[] {
  const given = missing === 'ToPort' ? 'FromPort' : 'ToPort';
  const written = resolved(entryAt(node, given)?.value);
  if (!node || written?.kind !== 'scalar' || written.tag || entryAt(node, missing)) return [];
  const place = missing === 'ToPort' ? { after: given } : { before: given };
  const value = written.value ?? written.text;
  return [
    {
      title: `Add ${missing}: ${written.text}`,
      preferred: true,
      edits: [{ op: 'insert-entry', into: node, key: missing, value, ...place }],
    },
  ];
}

/** Uses the port of one end at the other. */
function samePort(wrong: Known, right: Known): readonly Fix[] {
  if (wrong.origin?.start !== wrong.at.start || right.origin?.start !== right.at.start) return [];
  return [
    {
      title: `Write ${right.text} at both ends`,
      preferred: false,
      edits: [{ op: 'replace', node: wrong.origin, value: right.origin.value }],
    },
  ];
}

function swap(from: Known, to: Known): readonly Fix[] {
  const [first, last] = [from.origin, to.origin];
  // A parameter's default may be used elsewhere.
  if (!first || !last || first.start !== from.at.start || last.start !== to.at.start) return [];
  const edits: Edit[] = [
    { op: 'replace', node: first, value: last.value },
    { op: 'replace', node: last, value: first.value },
  ];
  return [{ title: `Change to ${to.text}–${from.text}`, preferred: false, edits }];
}

const SOURCES = {
  ingress: ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'],
  egress: ['CidrIp', 'CidrIpv6', 'DestinationSecurityGroupId', 'DestinationPrefixListId'],
} as const;

function* sourceReports(rule: WrittenRule): Generator<Report> {
  const { resource, direction, property, node } = rule;
  const names = SOURCES[direction];
  const what = direction === 'ingress' ? 'source' : 'destination';
  // A value that is decided at deployment may be AWS::NoValue.
  const given = names.filter((name) => ['known', 'reference'].includes(property(name).kind));
  const values = given.map(property);
  if (given.length > 1) {
    const at = entryAt(node, given[1]!)?.key ?? rule.at;
    yield {
      at,
      resource,
      defaults: values.flatMap(defaultsOfValue),
      message: `${rule.name} has ${given.length} ${what}s, ${listed(given)}. AWS accepts only one.`,
      fixes: given.flatMap((kept) => keepOnly(rule, kept, given)),
    };
  } else if (
    names.every((name) => property(name).kind === 'absent') &&
    // A source under a condition is meant to be omitted together with its rule.
    !names.some((name) => callOf(entryAt(node, name)?.value)?.name === 'Fn::If') &&
    isWhollyKnown(rule)
  ) {
    yield {
      at: rule.at,
      resource,
      severity: 'warning',
      message: `${rule.name} has no ${what}, so AWS drops the rule.`,
    };
  }
}

/** Keeps one of several sources; which one is for the user to decide. */
function keepOnly({ node }: WrittenRule, kept: string, given: readonly string[]): readonly Fix[] {
  const entries = given
    .filter((name) => name !== kept)
    .map((name) => entriesOf(node).find((e) => e.key.text === name));
  if (!node || isConditional(node) || !entries.every((entry) => entry !== undefined)) return [];
  const edits = entries.map((entry): Edit => ({ op: 'remove-entry', from: node, entry }));
  return [{ title: `Keep only ${kept}`, preferred: false, edits }];
}

const OTHER_KEYS: readonly string[] = [
  ...['IpProtocol', 'Description', 'GroupId', 'GroupName', 'SourceSecurityGroupOwnerId', 'Id'],
  ...PORTS,
];

/** An unknown key may be the missing one misspelled, or come from a macro. */
function isWhollyKnown({ node, direction }: WrittenRule): boolean {
  const known: readonly string[] = [...OTHER_KEYS, ...SOURCES[direction]];
  return node !== undefined && entriesOf(node).every(({ key }) => known.includes(key.text));
}
