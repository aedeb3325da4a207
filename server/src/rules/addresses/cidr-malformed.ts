import { hasHostBits } from '../../cidr/cidr.ts';
import { type CidrReason, netmaskLength } from '../../cidr/fault.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import type { StatedCidr } from '../../network/model.ts';
import { pathAt } from '../../syntax/parse.ts';
import { entryAt, resolved, writtenEntry } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { writtenCidrs } from '../shared/resources/perResource.ts';

/** A block that cannot be read, or is of the family that the property does not accept. */
export default defineRule({
  id: 'cidr-malformed',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The value is not a CIDR block that the property accepts',
  why: 'AWS expects an address, a slash and a prefix length, and rejects anything else. IPv4 and IPv6 blocks have separate properties.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
    'CIDR-01',
    'RT-07',
    'SG-08',
  ],

  check: each(writtenCidrs, function* (all, file) {
    for (const stated of all) {
      const { parsed, at, resource, property, family, defaults } = stated;
      if (parsed.kind === 'error') {
        // sub-forgotten reports a variable without Fn::Sub, unless another tool fills it in.
        if (isStatedAtDeployment(stated, file) || stated.text.includes('${')) continue;
        // In a broken file the value may run on into the lines below it.
        if (/\s/.test(stated.text) && file.isBroken) continue;
        const message = `${parsed.message} AWS rejects the resource.`;
        yield { at, resource, defaults, message, fixes: fixesOf(stated), ...sourceOf(stated, file) };
      } else if (family !== undefined && parsed.family !== family) {
        const message = `${stated.text} is an IPv${parsed.family} block; ${property} accepts only IPv${family}. AWS rejects the resource.`;
        yield {
          at,
          resource,
          defaults,
          message,
          fixes: moveToOtherFamily(stated, file),
          ...sourceOf(stated, file),
        };
      }
    }
  }),
});

/** The place of the block that `Fn::GetAtt` repeats here, such as that of a VPC. */
function sourceOf({ origin, text }: StatedCidr, { network }: CheckedFile): Pick<Report, 'cause'> {
  const written = origin ? undefined : network.statedCidrs.find((one) => one.origin && one.text === text);
  return written ? { cause: { rule: 'cidr-malformed', at: written.at } } : {};
}

/**
 * Whether the block is the empty default of a parameter, on a resource that exists only if other parameters are set: a
 * deployment that sets these states the block with them.
 */
function isStatedAtDeployment({ text, defaults, at, resource }: StatedCidr, file: CheckedFile): boolean {
  if (text.trim() !== '' || defaults.length === 0) return false;
  const index = file.scenarios?.all.findIndex(hasItsDefaults) ?? -1;
  const byDefault = file.networks[index];
  return (
    byDefault !== undefined &&
    !byDefault.statedCidrs.some((one) => one.resource === resource && one.at.start === at.start)
  );
}

/** The scenario of a deployment that gives no parameter another value than its default. */
function hasItsDefaults({ template, bindings }: Scenario): boolean {
  return [...bindings].every(([name, binding]) => {
    const preset = template.parameters.get(name)?.default;
    return (
      !preset || binding.kind === 'default' || (binding.kind === 'fixed' && binding.text === preset.text)
    );
  });
}

/** The property for blocks of the other address family. */
const OTHER_FAMILY: Readonly<Record<string, string>> = table({
  CidrIp: 'CidrIpv6',
  CidrIpv6: 'CidrIp',
  CidrBlock: 'Ipv6CidrBlock',
  Ipv6CidrBlock: 'CidrBlock',
  DestinationCidrBlock: 'DestinationIpv6CidrBlock',
  DestinationIpv6CidrBlock: 'DestinationCidrBlock',
});

/**
 * Moves the block to the property of its own family, for rules and routes. A VPC and a subnet get an IPv6 block in
 * other ways.
 */
function moveToOtherFamily(
  { property, resource, origin, at }: StatedCidr,
  { template, tree }: CheckedFile,
): readonly Fix[] {
  const key = OTHER_FAMILY[property];
  const type = template?.resources.get(resource)?.type;
  if (key === undefined || !origin || type === 'AWS::EC2::VPC' || type === 'AWS::EC2::Subnet') return [];
  const owner = pathAt(tree, at.start).findLast((node) => node.kind === 'mapping');
  const entry = writtenEntry(owner, property);
  if (!owner || !entry || resolved(entry.value) !== origin || entryAt(owner, key)) return [];
  return [{ title: `Rename to ${key}`, preferred: true, edits: [{ op: 'rename', entry, key }] }];
}

/** Removes what has no meaning, such as spaces. The peer of a rule may be a single address without a prefix length. */
function fixesOf({ text, parsed, origin, property, at }: StatedCidr): readonly Fix[] {
  if (!origin || parsed.kind !== 'error') return [];
  // The same parameter may give its default to a property that needs a block.
  const isPeer = (property === 'CidrIp' || property === 'CidrIpv6') && origin.start === at.start;
  return candidatesFor(parsed.reason, text, isPeer)
    .filter((candidate) => parseCidr(candidate).kind === 'cidr')
    .flatMap((value, _, candidates) => changeTo(origin, value, candidates.length === 1));
}

function candidatesFor(reason: CidrReason, text: string, isPeer: boolean): readonly string[] {
  const [address = '', prefix = ''] = text.split('/');
  switch (reason) {
    case 'whitespace':
      return [text.replace(/\s+/g, '')];
    case 'no-prefix':
      return isPeer ? blocksFrom(text) : [];
    case 'prefix-malformed': {
      const length = netmaskLength(prefix);
      return length === undefined ? [] : [`${address}/${length}`];
    }
    case 'leading-zero':
      return [`${address}/${prefix.replace(/^0+(?=.)/, '')}`];
    default:
      return [];
  }
}

/**
 * The address alone and, if it ends in zeros, the block that begins with it. 0.0.0.0 and :: may mean everybody, or be
 * a slip.
 */
function blocksFrom(text: string): readonly string[] {
  const alone = parseCidr(`${text}${text.includes(':') ? '/128' : '/32'}`);
  if (alone.kind !== 'cidr' || alone.base === 0n) return [];
  const lengths = alone.family === 4 ? [16, 24] : [32, 48, 56, 64];
  const whole = lengths.find((prefix) => !hasHostBits({ ...alone, prefix }));
  return [alone, ...(whole === undefined ? [] : [{ ...alone, prefix: whole }])].map(formatCidr);
}
