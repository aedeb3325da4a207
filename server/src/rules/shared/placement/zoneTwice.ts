import { listedSubnets, shareZone, zoneName } from '../../../network/analysis/subnets/zones.ts';
import { defaultsOf, type NetworkObject, type TargetList } from '../../../network/field.ts';
import type { CheckedFile, Report } from '../../defineRule.ts';
import { writtenList } from '../fixes/subnetChoices.ts';
import { wholeNetwork } from '../resources/wholeNetwork.ts';

/** One finding for each subnet in the zone of an earlier one of the list. */
export function* subnetsInOneZone(
  owner: NetworkObject,
  list: TargetList,
  property: string,
  consequence: string,
  file: CheckedFile,
): Generator<Report> {
  const listed = listedSubnets(list, wholeNetwork(file)) ?? [];
  const from = writtenList(owner.properties, property);
  for (const [index, { target, subnet }] of listed.entries()) {
    const earlier = listed
      .slice(0, index)
      .find((one) => subnet && one.subnet && shareZone(one.subnet, subnet));
    if (!subnet || !earlier?.subnet) continue;
    const item = from?.items.find((node) => node.start === target.at.start && node.end === target.at.end);
    yield {
      at: target.at,
      resource: owner.id,
      defaults: defaultsOf(target, subnet.zone, earlier.target, earlier.subnet.zone),
      message: `${earlier.subnet.id} and ${subnet.id} of ${owner.id} are both in ${zoneName(subnet.zone)}. ${consequence}`,
      related: [{ at: earlier.target.at, message: `${earlier.subnet.id} is in the same zone` }],
      fixes:
        from && item
          ? [{ title: `Remove ${subnet.id}`, preferred: false, edits: [{ op: 'remove-item', from, item }] }]
          : [],
    };
  }
}
