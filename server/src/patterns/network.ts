import { appGroupPart, endpointsPart } from './parts/access.ts';
import { databasePart } from './parts/database.ts';
import { internetGatewayPart, natPart, vpnPart } from './parts/gateways.ts';
import { bastionPart, sessionManagerPart } from './parts/hosts.ts';
import { layoutOf, type SubnetsByTier } from './parts/layout.ts';
import type { Part } from './parts/part.ts';
import { flowLogPart, tierPart, vpcPart } from './parts/subnets.ts';
import type { NetworkRequest, Refused } from './request.ts';

/** A template in parts, in the order in which a reader meets them. */
export interface NetworkTemplate {
  readonly description: string;
  readonly parts: readonly Part[];
}

/** The template of a network, or one sentence on why its block is too small for it. */
export function networkTemplate(request: NetworkRequest): NetworkTemplate | Refused {
  const layout = layoutOf(request);
  if ('kind' in layout) return { refused: layout.message, isTooSmall: true };
  return { description: `${request.pattern.title}; ${request.zones} zones`, parts: partsOf(request, layout) };
}

function partsOf(request: NetworkRequest, layout: SubnetsByTier): readonly Part[] {
  const { pattern, extras } = request;
  const hasInternet = pattern.nat !== undefined || layout.public.length > 0;
  return [
    vpcPart(request),
    ...(['public', 'private', 'database'] as const)
      .filter((tier) => layout[tier].length > 0)
      .map((tier) => tierPart(request, layout, tier)),
    ...(hasInternet ? [internetGatewayPart(layout)] : []),
    ...(pattern.nat ? [natPart(request, layout)] : []),
    ...(pattern.isOnVpn ? [vpnPart(layout)] : []),
    appGroupPart(),
    endpointsPart(request, layout),
    ...(extras.has('bastion') ? [bastionPart(layout)] : []),
    ...(extras.has('session-manager') ? [sessionManagerPart(request, layout)] : []),
    ...(extras.has('rds') ? [databasePart(request, layout)] : []),
    flowLogPart(),
  ];
}
