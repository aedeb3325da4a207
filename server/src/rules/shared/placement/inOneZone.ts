import { areInOneZone, listedSubnets, zoneName } from '../../../network/analysis/subnets/zones.ts';
import { defaultsOf, type NetworkObject, type TargetList } from '../../../network/field.ts';
import type { Sequence } from '../../../syntax/tree.ts';
import { listed as wordsOf } from '../../../wording/listed.ts';
import type { CheckedFile, Report } from '../../defineRule.ts';
import { moveToFreeZone, subnetsToAdd } from '../fixes/subnetChoices.ts';
import { placeInWhole, wholeNetwork } from '../resources/wholeNetwork.ts';

/**
 * The subnets of something that needs two zones, if all are in one. `refusal` is who rejects it: "EKS rejects a cluster"; `into` is the
 * list to which another subnet can be added.
 */
export function* inOneZone(
  owner: NetworkObject,
  list: TargetList,
  refusal: string,
  file: CheckedFile,
  into?: Sequence,
): Generator<Report> {
  const whole = wholeNetwork(file);
  const listed = listedSubnets(list, whole);
  if (!listed || !areInOneZone(listed)) return;
  const ids = listed.map(({ target }) => target.value.id);
  const where =
    ids.length === 1
      ? `only ${ids[0]}`
      : `only subnets in ${zoneName(listed[0]!.subnet!.zone)}: ${wordsOf(ids)}`;
  const last = listed.length > 1 ? listed.at(-1)!.subnet : undefined;
  yield {
    at: owner.at,
    resource: owner.id,
    defaults: defaultsOf(...listed.flatMap(({ target, subnet }) => (subnet ? [target, subnet.zone] : []))),
    message: `${owner.id} has ${where}. ${refusal} that does not cover two zones.`,
    related: listed.flatMap(({ subnet }) =>
      subnet?.zone.kind === 'known'
        ? placeInWhole(
            subnet.id,
            { at: subnet.zone.at, message: `${subnet.id} is in ${zoneName(subnet.zone)}` },
            whole,
          )
        : [],
    ),
    fixes: [...subnetsToAdd(owner.id, listed, into, file), ...(last ? moveToFreeZone(last, listed) : [])],
  };
}
