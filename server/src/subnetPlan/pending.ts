import { formatCidr } from '../cidr/format.ts';
import { type Block, type Root, type SubnetPlan, subnetsOf } from './model.ts';

/** A subnet of the template that the plan changes. */
export interface Update {
  readonly root: Root;
  readonly block: Block;
  /** The changes that make AWS replace the subnet. */
  readonly replacedFor: readonly ('block' | 'zone')[];
}

/** Planned subnets in a VPC of the template that are not in the template yet. */
export function insertable(plan: SubnetPlan, vpc: string): readonly Block[] {
  return [...subnetsOf(plan)]
    .filter(({ root, block }) => root.isBound && root.vpc === vpc && !block.resource)
    .map(({ block }) => block);
}

/**
 * Subnets of the template that the plan changes. AWS cannot change the block or the zone of a subnet: CloudFormation
 * creates a new subnet and deletes this one
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html: "Update
 * requires: Replacement").
 */
export function updatesOf(plan: SubnetPlan): readonly Update[] {
  return [...subnetsOf(plan)].flatMap(({ root, block }) => {
    const { resource } = block;
    if (!resource) return [];
    const replacedFor: ('block' | 'zone')[] = [];
    if (formatCidr(block.cidr) !== resource.cidr) replacedFor.push('block');
    if (block.zone !== resource.zone) replacedFor.push('zone');
    return replacedFor.length > 0 ? [{ root, block, replacedFor }] : [];
  });
}

/** What AWS will do, as text for the confirmation before such a change. */
export function replacementText({ block, replacedFor }: Update): string {
  const { id, cidr } = block.resource!;
  const what = replacedFor.includes('block')
    ? `${id} (${cidr}) becomes ${formatCidr(block.cidr)}`
    : `${id} (${cidr}) goes to another zone`;
  return `${what}. AWS cannot change a subnet's block or zone: the next deployment creates a new subnet and deletes this one, whose resources have to move first.`;
}
