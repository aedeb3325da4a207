import { GATEWAY_SERVICES } from '../../aws/services.ts';
import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { existsWherever } from '../../changes/resources.ts';
import { addTo } from '../../multimap.ts';
import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, RouteTable, Subnet, VpcEndpoint } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import type { Answer } from '../../reach/question.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import { listed } from '../../wording/listed.ts';
import { clientsIn, uses } from '../clients.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { ask, isCertain, workload } from '../reaching.ts';

/** A gateway endpoint that is not on the route table of those who use its service. */
export default defineRule({
  id: 'gateway-endpoint-not-on-table',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The gateway endpoint is not on the route table of its clients',
  why: 'AWS adds the route to a gateway endpoint only to the route tables in RouteTableIds. Subnets with another table do not use the endpoint: their traffic goes through a NAT gateway, which charges for every gigabyte while the endpoint is free, or is dropped if there is none.',
  whenToIgnore: 'If the traffic goes through the NAT gateway on purpose, for example to be inspected there.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'EP-01',
    'EP-02',
    'G40',
  ],

  *check(file) {
    const { network } = file;
    for (const endpoint of network.endpoints.values()) {
      const { service, routeTables } = endpoint;
      if (!isGateway(endpoint) || service.kind !== 'known' || !service.value.isAws) continue;
      if (!GATEWAY_SERVICES.has(service.value.name)) continue;
      if (
        routeTables.kind === 'unknown' ||
        (routeTables.kind === 'known' && routeTables.items.some(({ kind }) => kind === 'unknown'))
      )
        continue;
      const named = routeTables.kind === 'known' ? routeTables.items.map(keyOfField) : [];
      for (const [table, clients] of tablesBeside(endpoint, service.value.name, network)) {
        if (named.includes(table.id) || isServedByAnother(table.id, service.value.name, network)) continue;
        yield* report(endpoint, table, clients, service.value.name, file);
      }
    }
  },
});

function* report(
  endpoint: VpcEndpoint,
  table: RouteTable,
  clients: readonly Workload[],
  name: string,
  file: CheckedFile,
) {
  const subnets = [...file.network.subnets.values()]
    .filter((subnet) => isOn(table, subnet, file.network))
    .map(({ id }) => id);
  const asked = clients.map((client) => {
    const answer = ask(file.network, workload(client.id), { kind: 'service', name });
    return { client, answer, failing: cutOffAmong(subnets, answer, file.network) };
  });
  const isCutOff = asked.some(({ answer }) => answer?.verdict === 'blocked');
  const cutOff = isCutOff ? asked : asked.filter((one) => one.failing.length > 0);
  const nat = cutOff.length > 0 ? undefined : firstNat(asked.map(({ answer }) => answer));
  if (cutOff.length === 0 && nat === undefined) return;
  const concerned = (cutOff.length > 0 ? cutOff : asked).map(({ client }) => client);
  const who = listed(
    concerned.map(({ id }) => id),
    3,
  );
  const [use, have] = concerned.length === 1 ? ['uses', 'has'] : ['use', 'have'];
  const failing = subnets.filter((id) => asked.some((one) => one.failing.includes(id)));
  yield {
    at: endpoint.at,
    resource: endpoint.id,
    severity: cutOff.length > 0 ? ('warning' as const) : ('info' as const),
    defaults: defaultsOf(endpoint.type, endpoint.service),
    message: isCutOff
      ? `${endpoint.id} is not on ${table.id}, the route table of ${who}, which ${use} ${name} and ${have} no other route to it. Calls to ${name} time out.`
      : cutOff.length > 0
        ? `${endpoint.id} is not on ${table.id}, the route table of ${listed(failing)}, and ${who} ${have} no other route to ${name} from there. Calls to ${name} time out whenever AWS picks ${failing.length === 1 ? 'that subnet' : 'one of those subnets'}.`
        : `${endpoint.id} is not on ${table.id}, the route table of ${who}, so calls to ${name} go through ${nat}, which charges for every gigabyte.`,
    related: [
      { at: table.at, message: `${table.id} has no route to ${endpoint.id}` },
      ...concerned.map(({ id, at }) => ({ at, message: `${id} uses ${name}` })),
    ],
    fixes: fixesOf(endpoint, table, cutOff.length > 0, file),
    cause: { rule: 'endpoint-type-default', at: endpoint.at },
  };
}

function isOn(table: RouteTable, subnet: Subnet, network: Network): boolean {
  const effective = routeTableOf(subnet, network);
  return effective.kind === 'table' && effective.table === table;
}

/**
 * The subnets that certainly do not reach the service, if others do. Computing blockers is expensive, so it comes
 * last.
 */
function cutOffAmong(
  subnets: readonly string[],
  answer: Answer | undefined,
  network: Network,
): readonly string[] {
  if (answer?.verdict !== 'partial') return [];
  const failing = new Set(answer.pairs.flatMap(({ from, verdict }) => (verdict === 'blocked' ? [from] : [])));
  const cutOff = subnets.filter((id) => failing.has(id));
  return cutOff.length > 0 && isCertain(answer, network) ? cutOff : [];
}

function firstNat(answers: readonly (Answer | undefined)[]): string | undefined {
  for (const answer of answers) {
    const nat = answer?.hops.find(({ kind }) => kind === 'nat-gateway');
    if (nat) return nat.resource;
  }
  return undefined;
}

/** The route tables of the workloads in the endpoint's VPC that use the service, with these workloads. */
function tablesBeside(
  endpoint: VpcEndpoint,
  name: string,
  network: Network,
): ReadonlyMap<RouteTable, readonly Workload[]> {
  const found = new Map<RouteTable, Workload[]>();
  for (const client of clientsIn(network, keyOfField(endpoint.vpc))) {
    if (!uses(client, name, network)) continue;
    const tables = new Set(
      placements(network)
        .get(client.id)!
        .subnets.flatMap((subnet) => {
          const effective = routeTableOf(subnet, network);
          return effective.kind === 'table' ? [effective.table] : [];
        }),
    );
    for (const table of tables) {
      addTo(found, table, client);
    }
  }
  return found;
}

function isServedByAnother(table: string, name: string, network: Network): boolean {
  return [...network.endpoints.values()].some(
    (endpoint) =>
      isGateway(endpoint) &&
      endpoint.service.kind === 'known' &&
      endpoint.service.value.name === name &&
      endpoint.routeTables.kind !== 'absent' &&
      (endpoint.routeTables.kind === 'unknown' ||
        endpoint.routeTables.items.some((item) => item.kind !== 'known' || keyOfField(item) === table)),
  );
}

/**
 * Associates the table. If a NAT gateway provides a path already, the endpoint's policy may allow less than that path.
 */
function fixesOf(
  endpoint: VpcEndpoint,
  table: RouteTable,
  isNeeded: boolean,
  file: CheckedFile,
): readonly Fix[] {
  if (!existsWherever(file, table.id, endpoint.id)) return [];
  const change = { kind: 'endpoint-on-table', endpoint: endpoint.id, table: table.id } as const;
  const edits = changeEdits(change, file);
  return edits ? [{ title: changeTitle(change), preferred: isNeeded, edits }] : [];
}
