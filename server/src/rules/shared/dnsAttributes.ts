import type { Field } from '../../network/field.ts';
import type { Vpc } from '../../network/model.ts';
import { entryAt, type Node } from '../../syntax/tree.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import type { Fix, Related, Report } from '../defineRule.ts';

export interface DnsAttribute {
  readonly name: string;
  /** The name of the attribute on AWS's pages. */
  readonly label: string;
  readonly of: (vpc: Vpc) => Field<boolean>;
  readonly isOff: (field: Field<boolean>) => boolean;
}

/** Fact DNS-04: DNS hostnames are off by default, DNS support is on. */
const ATTRIBUTES: readonly DnsAttribute[] = [
  {
    name: 'EnableDnsHostnames',
    label: 'DNS hostnames',
    of: ({ dnsHostnames }) => dnsHostnames,
    isOff: (field) => field.kind === 'absent' || (field.kind === 'known' && !field.value),
  },
  {
    name: 'EnableDnsSupport',
    label: 'DNS support',
    of: ({ dnsSupport }) => dnsSupport,
    isOff: (field) => field.kind === 'known' && !field.value,
  },
];

/** The DNS attributes of a VPC that are off, explicitly or by default. */
export function dnsAttributesOff(vpc: Vpc): readonly DnsAttribute[] {
  return ATTRIBUTES.filter((one) => one.isOff(one.of(vpc)));
}

export function placesOf(off: readonly DnsAttribute[], vpc: Vpc): readonly Related[] {
  return off.map((one) => {
    const field = one.of(vpc);
    return field.kind === 'known'
      ? { at: field.at, message: `${vpc.id} has ${one.name} off` }
      : { at: vpc.at, message: `${vpc.id} does not set ${one.name}` };
  });
}

/** A property of the VPC whose name is a misspelling of an attribute that is off by default. */
export function misspelledOf(off: readonly DnsAttribute[], vpc: Vpc): Pick<Report, 'cause'> {
  const absent = off.filter((one) => one.of(vpc).kind === 'absent').map(({ name }) => name);
  const slip = vpc.properties?.entries.find(
    ({ key }) => !absent.includes(key.text) && suggestionsFor(key.text, absent).suggestions.length > 0,
  );
  return slip ? { cause: { rule: 'property-unknown', at: slip.key } } : {};
}

/** Sets both attributes to true; preferred unless one of them is explicitly `false`. */
export function turnOnDns(vpc: Vpc, isDefault: boolean): readonly Fix[] {
  const { properties } = vpc;
  const missing = ATTRIBUTES.filter((one) => !isOn(one.of(vpc)));
  const written = missing.map(({ name }) => entryAt(properties, name)?.value);
  if (!properties || !written.every((value) => value === undefined || isLiteral(value))) return [];
  return [
    {
      title: `Turn on both DNS attributes of ${vpc.id}`,
      preferred: isDefault,
      edits: missing.map(({ name }) => ({
        op: 'set-entry',
        in: properties,
        key: name,
        value: true,
        order: VPC_PROPERTIES,
      })),
    },
  ];
}

const VPC_PROPERTIES = ['CidrBlock', 'EnableDnsSupport', 'EnableDnsHostnames', 'InstanceTenancy', 'Tags'];

function isOn(field: Field<boolean>): boolean {
  return field.kind === 'known' && field.value;
}

function isLiteral(node: Node): boolean {
  return node.kind === 'scalar' && node.tag === undefined;
}
