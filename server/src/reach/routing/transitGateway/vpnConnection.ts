import type { TransitGatewayAttachment, VpnConnection } from '../../../network/model.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { nameOf } from '../../locations/location.ts';
import type { FilterChain } from '../../packets/path.ts';
import { pathIntoVpc } from '../vpn/pathIntoVpc.ts';
import { attachmentZoneFilter, entryAcl, entrySubnetFor, exitChecks, exitsFor } from './attachment.ts';
import { gatewayFilter, gatewayRouteFilter, type Transit } from './gateway.ts';
import { upToGateway } from './legs.ts';

/** Networks behind a VPN connection are assumed to answer, as behind a virtual private gateway. */
export function toVpn(connection: VpnConnection, transit: Transit): FilterChain {
  const { own, scene } = transit;
  const { from, network } = scene;
  const source = from.subnet!;
  return {
    checks: present([
      groupFilter({ ...scene, groupReferences: 'none' }, 'egress'),
      aclFilter(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
      ...upToGateway(transit),
      gatewayFilter(transit, 'open'),
      gatewayRouteFilter({ at: connection, to: own.id, side: 'from' }, transit),
      ...pathIntoVpc(connection, scene),
      ...exitChecks(scene, exitsFor(own, source, network), source, 'answer'),
    ]),
    assumptions: [
      `the network behind ${connection.id} forwards packets to ${nameOf(scene.to)} and returns the answers`,
    ],
  };
}

/** From the network behind a VPN connection into the VPC of an attachment. */
export function fromVpnConnection(
  connection: VpnConnection,
  attachment: TransitGatewayAttachment,
  { key, scene }: Pick<Transit, 'key' | 'scene'>,
): FilterChain {
  const { from, to, network } = scene;
  const subnet = to.subnet!;
  const back = entrySubnetFor(attachment, subnet, network);
  return {
    checks: present([
      gatewayRouteFilter({ at: connection, to: attachment.id, side: 'to' }, { key, scene }),
      ...exitChecks(scene, exitsFor(attachment, subnet, network), subnet, 'packet'),
      groupFilter(scene, 'ingress'),
      aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
      attachmentZoneFilter(attachment, back, subnet),
      entryAcl(scene, back, 'answer'),
    ]),
    assumptions: [`${nameOf(from)} is behind ${connection.id}`],
  };
}
