import { existsWherever } from '../../changes/resources.ts';
import type { Cidr, Family } from '../../cidr/cidr.ts';
import { type KnownField, referredResource } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import type { Data, Edit } from '../../syntax/edit.ts';
import { pathAt } from '../../syntax/parse.ts';
import { encloses } from '../../syntax/span.ts';
import { type Entry, entryAt, type Mapping, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';
import type { CheckedFile, Fix } from '../defineRule.ts';

/** Peers that a rule for the whole internet may name instead; which of them is for the user to decide. */
export interface CloserSource {
  readonly rule: SecurityGroupRule;
  /** The block of the rule. */
  readonly cidr: KnownField<Cidr>;
}

/**
 * Replaces the block by a parameter without a default, so that each deployment states its own address: a parameter
 * that the template has for this, or else a new one. If the block is the default of a parameter, removes the default.
 */
export function ownAddress({ rule, cidr }: CloserSource, file: CheckedFile): readonly Fix[] {
  const { template, tree } = file;
  const { origin } = cidr;
  if (!template || !origin) return [];
  const defaulted = defaultWith(origin, template);
  if (defaulted) {
    const { name, from, entry } = defaulted;
    return [
      {
        title: `Remove the default of ${name}, so that each deployment gives an address`,
        preferred: false,
        edits: [{ op: 'remove-entry', from, entry }],
      },
    ];
  }
  const body = template.resources.get(rule.resource)?.body;
  if (!body || !encloses(body, origin)) return [];
  const use = (name: string): Edit => ({ op: 'replace', node: origin, value: { Ref: name } });
  const known = [...template.parameters.values()].filter(
    ({ name, type, default: preset }) =>
      type === 'String' && !preset && isForAddress(name, cidr.value.family),
  );
  if (known.length > 0) {
    return known.map(({ name }) => ({
      title: `Use the parameter ${name}`,
      preferred: false,
      edits: [use(name)],
    }));
  }
  const { name, parameter } = PARAMETERS[cidr.value.family];
  const section = valueAt(tree.root, 'Parameters');
  const root = resolved(tree.root);
  if (template.parameters.has(name) || template.resources.has(name) || root?.kind !== 'mapping') return [];
  if (section !== undefined && section.kind !== 'mapping') return [];
  const add: Edit = section
    ? { op: 'insert-entry', into: section, key: name, value: parameter }
    : {
        op: 'insert-entry',
        into: root,
        key: 'Parameters',
        value: { [name]: parameter },
        before: 'Resources',
      };
  return [
    {
      title: `Only from your own address: add the parameter ${name}`,
      preferred: false,
      edits: [add, use(name)],
    },
  ];
}

/** Replaces the block by the group of a bastion host in the same VPC. */
export function bastionGroups({ rule, cidr }: CloserSource, file: CheckedFile): readonly Fix[] {
  const { network, tree } = file;
  const own = referredResource(rule.group);
  const vpc = own === undefined ? undefined : network.securityGroups.get(own)?.vpc;
  const entry = entryOf(cidr, file);
  const owner = pathAt(tree, cidr.at.start).findLast((node) => node.kind === 'mapping');
  if (!entry || !vpc || !owner || entryAt(owner, 'SourceSecurityGroupId')) return [];
  return [...network.securityGroups.values()]
    .filter(
      (one) =>
        /bastion|jump/i.test(one.id) &&
        one.id !== own &&
        keyOfField(one.vpc) === keyOfField(vpc) &&
        existsWherever(file, one.id, rule.resource),
    )
    .map(({ id }) => ({
      title: `Only from ${id}`,
      preferred: false,
      edits: [
        { op: 'rename', entry, key: 'SourceSecurityGroupId' },
        { op: 'replace', node: entry.value, value: { 'Fn::GetAtt': [id, 'GroupId'] } },
      ],
    }));
}

/** Replaces the block by that of the group's VPC. */
export function wholeVpc({ rule, cidr }: CloserSource, file: CheckedFile): readonly Fix[] {
  const { network } = file;
  const group = network.securityGroups.get(referredResource(rule.group) ?? '');
  const vpc = group && referredResource(group.vpc);
  const entry = entryOf(cidr, file);
  if (!entry || vpc === undefined || !network.vpcs.has(vpc) || cidr.value.family !== 4) return [];
  if (!existsWherever(file, vpc, rule.resource)) return [];
  const value: Data = { 'Fn::GetAtt': [vpc, 'CidrBlock'] };
  return [
    {
      title: `Only from the addresses of ${vpc}`,
      preferred: false,
      edits: [{ op: 'replace', node: entry.value, value }],
    },
  ];
}

/** The entry that has the block as its value, written in place. */
function entryOf({ origin, at }: KnownField<Cidr>, { tree }: CheckedFile): Entry | undefined {
  const owner = pathAt(tree, at.start).findLast((node) => node.kind === 'mapping');
  return origin && owner?.entries.find(({ value }) => value === origin);
}

function defaultWith(
  origin: Scalar,
  { parameters }: Template,
): { readonly name: string; readonly from: Mapping; readonly entry: Entry } | undefined {
  for (const { name, body } of parameters.values()) {
    const from = resolved(body);
    const entry = entryAt(from, 'Default');
    if (from?.kind === 'mapping' && entry && resolved(entry.value) === origin) return { name, from, entry };
  }
  return undefined;
}

function isForAddress(name: string, family: Family): boolean {
  const isIpv6 = /ipv6/i.test(name);
  return (
    /^(?:admin|office|ssh|rdp|my|allowed|trusted|operator)/i.test(name) &&
    /cidr|ip|location|address|range/i.test(name) &&
    isIpv6 === (family === 6)
  );
}

/** A pattern that refuses the prefix length 0, which is the whole internet. */
const PARAMETERS: Readonly<Record<Family, { readonly name: string; readonly parameter: Data }>> = {
  4: {
    name: 'AdminCidr',
    parameter: {
      Type: 'String',
      Description: 'The IPv4 block that administrators log in from, such as 203.0.113.7/32',
      AllowedPattern: '([0-9]{1,3}\\.){3}[0-9]{1,3}/([1-9]|[12][0-9]|3[0-2])',
      ConstraintDescription: 'an IPv4 block with a prefix length from 1 to 32',
    },
  },
  6: {
    name: 'AdminIpv6Cidr',
    parameter: {
      Type: 'String',
      Description: 'The IPv6 block that administrators log in from, such as 2001:db8::7/128',
      AllowedPattern: '[0-9a-fA-F:.]{2,45}/([1-9]|[1-9][0-9]|1[01][0-9]|12[0-8])',
      ConstraintDescription: 'an IPv6 block with a prefix length from 1 to 128',
    },
  },
};
