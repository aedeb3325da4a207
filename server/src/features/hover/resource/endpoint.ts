import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { nameOfGroup } from '../../../network/analysis/groupRules.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import type { VpcEndpoint } from '../../../network/model.ts';
import { listed } from '../../../wording/listed.ts';
import type { Description, HoverContext } from './view.ts';
import { targetName } from './words.ts';

const KIND = {
  Gateway: 'a gateway endpoint',
  Interface: 'an interface endpoint',
  GatewayLoadBalancer: 'a Gateway Load Balancer endpoint',
  Resource: 'a resource endpoint',
  ServiceNetwork: 'a service network endpoint',
} as const;

/** The service of an endpoint by its short name: `s3`, or the whole name of a service that is not AWS's. */
export function endpointService({ service }: VpcEndpoint): string {
  return service.kind === 'known' ? service.value.name : 'a service known only after deployment';
}

export function describeEndpoint(endpoint: VpcEndpoint, view: HoverContext): Description {
  const { type } = endpoint;
  // Fact EP-06.
  const kind = type.kind === 'absent' ? 'Gateway' : type.kind === 'known' ? type.value : undefined;
  const what = kind === undefined ? 'an endpoint' : KIND[kind];
  const head = md`**${endpoint.id}** — ${what} for ${endpointService(endpoint)}`;
  return [head, kind === 'Gateway' ? routeTablesText(endpoint) : placementText(endpoint, kind, view)];
}

function routeTablesText({ routeTables }: VpcEndpoint): Markdown {
  if (routeTables.kind === 'unknown') return md`Route tables unknown: ${routeTables.why}`;
  const tables = routeTables.kind === 'known' ? routeTables.items.map(targetName) : [];
  return tables.length > 0
    ? md`Associated with the route table${tables.length > 1 ? 's' : ''} ${listed(tables)}`
    : md`Associated with no route table`;
}

function placementText(
  endpoint: VpcEndpoint,
  kind: keyof typeof KIND | undefined,
  view: HoverContext,
): Markdown {
  const { subnets, groups, otherSubnets, otherGroups } = placements(view.network).get(endpoint.id)!;
  const lines = [
    subnets.length > 0
      ? md`In ${listed(subnets.map(({ id }) => id))}${otherSubnets ? ' and others' : ''}`
      : '',
    groups.length > 0
      ? md`Security groups: ${listed(groups.map(nameOfGroup))}${otherGroups ? ' and others' : ''}`
      : '',
    kind === 'Interface' ? privateDnsText(endpoint) : '',
  ];
  return joined(lines, ' · ');
}

/** Facts EP-07, DNS-05. */
function privateDnsText({ privateDns }: VpcEndpoint): Markdown {
  if (privateDns.kind === 'unknown') return md``;
  const isOn = privateDns.kind === 'known' && privateDns.value;
  return isOn
    ? md`private DNS on: the service's usual name resolves to this endpoint`
    : md`private DNS off: only the endpoint's own name resolves to it`;
}
