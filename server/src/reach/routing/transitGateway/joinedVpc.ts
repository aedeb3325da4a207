import type { TransitGatewayAttachment } from '../../../network/model.ts';
import { type Filter, type FlowContext, present } from '../../filters/filter.ts';
import { betweenSubnets } from '../insideVpc.ts';
import { attachmentZoneFilter, entryAcl, entrySubnetFor, exitChecks, exitsFor } from './attachment.ts';
import { gatewayFilter, gatewayRouteFilter, referencesOver, type Transit } from './gateway.ts';
import { leadsToGateway, upToGateway } from './legs.ts';

/** Facts TGW-01 to TGW-04: the destination's VPC is attached, and the table of its attachment leads the reply back. */
export function intoVpc(far: TransitGatewayAttachment, transit: Transit): readonly Filter[] {
  const { key, own, scene } = transit;
  const { from, to, network } = scene;
  const [source, destination] = [from.subnet!, to.subnet!];
  const up = entrySubnetFor(own, source, network);
  const back = entrySubnetFor(far, destination, network);
  const joint: FlowContext = { ...scene, groupReferences: referencesOver(transit, far) };
  return betweenSubnets(
    joint,
    leadsToGateway(key),
    present([
      ...upToGateway(transit),
      gatewayFilter(transit, 'open'),
      ...exitChecks(joint, exitsFor(far, up.subnet ?? source, network), destination, 'packet'),
      attachmentZoneFilter(far, back, destination),
      entryAcl(joint, back, 'answer'),
      gatewayRouteFilter({ at: far, to: own.id, side: 'from' }, transit),
      ...exitChecks(joint, exitsFor(own, back.subnet ?? destination, network), source, 'answer'),
    ]),
    { property: 'TransitGatewayId', id: key },
    // Evaluated together with the attachment's subnets.
    { arrival: true, answer: true },
  );
}
