import { idWithName } from '../../../inventory/words.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Scalar } from '../../../syntax/tree.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { itemRemoval, type PlacedStage, placedStages, type WrittenIds } from './placedStages.ts';

/** Subnets or security groups of more than one VPC. */
export default defineRule({
  id: 'zappa-vpc-mismatch',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The subnets and security groups belong to different VPCs',
  why: 'The subnets of a function determine its VPC, and all its subnets and security groups must belong to that VPC. Otherwise Lambda rejects the function. The rule reads the VPC of each id from the inventory; it never changes.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfigResponse.html', 'LAM-11'],

  *check(file) {
    for (const placed of placedStages(file)) {
      const { subnets, groups, network, owner, inventory } = placed;
      const vpcOf = ({ text }: Scalar): string | undefined => {
        const one = network.subnets.get(text) ?? network.securityGroups.get(text);
        return one && keyOfField(one.vpc);
      };
      const vpc = mostOf(subnets.ids.map(vpcOf)) ?? mostOf(groups.ids.map(vpcOf));
      if (vpc === undefined) continue;
      const isOdd = (item: Scalar) => (vpcOf(item) ?? vpc) !== vpc;
      const hasSubnets = subnets.ids.some((item) => vpcOf(item) === vpc);
      for (const item of subnets.ids.filter(isOdd)) {
        const message = `${idWithName(item.text, inventory)} is in ${idWithName(vpcOf(item)!, inventory)}, but the other subnets of stage "${owner.name}" are in ${idWithName(vpc, inventory)}. Lambda rejects a function with subnets in two VPCs.`;
        yield report(placed, item, subnets, message);
      }
      for (const item of groups.ids.filter(isOdd)) {
        const others = hasSubnets ? 'the subnets' : 'the other groups';
        const message = `${idWithName(item.text, inventory)} belongs to ${idWithName(vpcOf(item)!, inventory)}, but ${others} of stage "${owner.name}" belong to ${idWithName(vpc, inventory)}. Lambda rejects a security group of another VPC.`;
        yield report(placed, item, groups, message);
      }
    }
  },
});

function report(
  { owner, extendedBy }: PlacedStage,
  item: Scalar,
  { list }: WrittenIds,
  message: string,
): Report {
  const edits = itemRemoval(list, [item]);
  return {
    at: item,
    stage: owner.name,
    extendedBy,
    message,
    fixes: edits ? [{ title: `Remove ${item.text}`, preferred: false, edits }] : [],
  };
}

/** The value that occurs most often, of several the first; undefined if none is known. */
function mostOf(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most: string | undefined;
  for (const [value, count] of counts) if (count > (counts.get(most ?? '') ?? 0)) most = value;
  return most;
}
