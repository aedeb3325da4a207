import { isSubnetPrefix } from '../../cidr/awsSubnet.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { PlannedBlock } from './allocate.ts';

/**
 * The maximum number of resources in a template:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html.
 */
export const MOST_RESOURCES = 500;

/**
 * A template with one `AWS::EC2::Subnet` per block and the VPC as its only parameter: it deploys as it is, and its
 * resources can be pasted into a template with a resource named Vpc. Blocks must pass `isSubnetPrefix`.
 */
export function templateYamlOf(blocks: readonly PlannedBlock[]): string {
  const lines = [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Parameters:',
    '  Vpc:',
    '    Type: AWS::EC2::VPC::Id',
    'Resources:',
  ];
  for (const [id, { name, cidr, zone }] of withLogicalIds(blocks)) {
    lines.push(`  ${id}:`, '    Type: AWS::EC2::Subnet', '    Properties:', '      VpcId: !Ref Vpc');
    if (zone !== undefined) lines.push(`      AvailabilityZone: !Select [${zone}, !GetAZs '']`);
    if (cidr.family === 4) lines.push(`      CidrBlock: ${formatCidr(cidr)}`);
    // A subnet without an IPv4 block must be declared IPv6-only (SUB-04).
    else lines.push(`      Ipv6CidrBlock: '${formatCidr(cidr)}'`, '      Ipv6Native: true');
    lines.push('      Tags:', '        - Key: Name', `          Value: ${yamlScalar(name)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The same template in JSON. */
export function templateJsonOf(blocks: readonly PlannedBlock[]): string {
  const resources = withLogicalIds(blocks).map(([id, { name, cidr, zone }]) => {
    const place =
      zone === undefined ? {} : { AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] } };
    const block =
      cidr.family === 4
        ? { CidrBlock: formatCidr(cidr) }
        : { Ipv6CidrBlock: formatCidr(cidr), Ipv6Native: true };
    const tags = [{ Key: 'Name', Value: name }];
    const properties = { VpcId: { Ref: 'Vpc' }, ...place, ...block, Tags: tags };
    return [id, { Type: 'AWS::EC2::Subnet', Properties: properties }];
  });
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: { Vpc: { Type: 'AWS::EC2::VPC::Id' } },
    Resources: Object.fromEntries(resources),
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}

/** The first block whose size AWS does not accept for a subnet; no template can be made then. */
export function refusedBlock(blocks: readonly PlannedBlock[]): PlannedBlock | undefined {
  return blocks.find(({ cidr }) => !isSubnetPrefix(cidr.family, cidr.prefix));
}

/** PublicA for "public-a": a logical id has only letters and digits. */
export function logicalIdFor(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('') || 'Subnet';
}

/** Adds numbers to equal logical ids, since names may differ only in characters that a logical id cannot have. */
function withLogicalIds(blocks: readonly PlannedBlock[]): readonly (readonly [string, PlannedBlock])[] {
  const taken = new Set(['Vpc']);
  return blocks.map((block) => {
    const wanted = logicalIdFor(block.name);
    let id = wanted;
    for (let number = 2; taken.has(id); number++) id = `${wanted}N${number}`;
    taken.add(id);
    return [id, block] as const;
  });
}

/** Without quotes if every YAML reader takes the text for a string, else quoted as JSON, which is YAML too. */
function yamlScalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)+$/.test(text) ? text : JSON.stringify(text);
}
