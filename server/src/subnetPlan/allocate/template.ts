import { isSubnetPrefix } from '../../cidr/awsSubnet.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { PlannedBlock } from './allocate.ts';

/**
 * How many resources a template may have:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html.
 */
export const MOST_RESOURCES = 500;

/**
 * A template with one `AWS::EC2::Subnet` for each block and the VPC as its only parameter, so that it deploys as it
 * is and its resources can be pasted into a template that has a resource Vpc. Blocks must pass `isSubnetPrefix`.
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
    // Without an IPv4 block a subnet has to say that it is IPv6 only (SUB-04).
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

/** The first block that AWS makes no subnet of, for which there can be no template. */
export function refusedBlock(blocks: readonly PlannedBlock[]): PlannedBlock | undefined {
  return blocks.find(({ cidr }) => !isSubnetPrefix(cidr.family, cidr.prefix));
}

/** PublicA for "public-a": letters and digits are all that a logical id may have. */
export function logicalIdFor(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('') || 'Subnet';
}

/** Ids are made unique by a number, since two names may differ only in what a logical id cannot hold. */
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

/** Plain where no reader can take it for anything but text, else quoted as JSON, which is YAML too. */
function yamlScalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)+$/.test(text) ? text : JSON.stringify(text);
}
