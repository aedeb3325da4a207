import { existsWherever, isConditional, removalOf } from '../../changes/resources.ts';
import { type Cidr, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf, isSameTarget, type KnownField, type Target } from '../../network/field.ts';
import type { Network, Route } from '../../network/model.ts';
import { isGateway } from '../../reach/routing/services/gatewayEndpoint.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { wrongPeeringOf } from '../shared/placement/peeringOfOtherVpcs.ts';

/** Two routes of one table to one destination, or two gateway endpoints of one service on it. */
export default defineRule({
  id: 'route-duplicate-destination',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route table has two routes to the same destination',
  why: 'A route table has one route per destination. AWS creates one of the two, responds "Route already exists" to the other, and the stack fails. AWS compares blocks without host bits, so 10.0.1.5/24 and 10.0.1.0/24 are the same destination. A gateway endpoint adds a route for its service to each of its route tables, so each table can have only one for S3 and one for DynamoDB.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    // Public reports of stacks that failed so: two targets, and the rule for an existing route.
    'https://github.com/40net-cloud/fortinet-aws-solutions/issues/6',
    'https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract.html',
    'CIDR-06',
    'EP-02',
    'G28',
  ],

  *check(file) {
    yield* routesTwice(file);
    yield* endpointsTwice(file.network);
  },
});

type Destination = KnownField<Cidr> | KnownField<Target>;

interface Placed {
  readonly route: Route;
  readonly table: KnownField<Target>;
  readonly destination: Destination;
}

function* routesTwice(file: CheckedFile): Generator<Report> {
  const seen = new Map<string, Placed>();
  for (const route of file.network.routes) {
    const destination = destinationOf(route);
    const table = route.routeTable;
    if (!destination || table.kind !== 'known') continue;
    const key = `${keyOf(table.value)} ${keyOf(destination.value)}`;
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, { route, table, destination });
      continue;
    }
    yield {
      at: destination.at,
      resource: route.id,
      defaults: defaultsOf(earlier.table, earlier.destination, table, destination),
      message: `${table.value.id} already has a route to ${nameOf(destination)}, ${earlier.route.id}. AWS rejects the second one.`,
      related: [
        {
          at: earlier.destination.at,
          message: `${earlier.route.id} has destination ${nameOf(earlier.destination)}`,
        },
      ],
      fixes: fixesOf(earlier.route, route, file),
      ...wrongPeeringOf([earlier.route, route], file.network),
    };
  }
}

/** A key that is equal for equal destinations; blocks count as AWS stores them. */
function keyOf(value: Cidr | Target): string {
  return value.kind === 'cidr' ? formatCidr(withoutHostBits(value)) : `${value.kind}:${value.id}`;
}

function destinationOf({ destination }: Route): Destination | undefined {
  if (destination.kind === 'none') return undefined;
  const field = destination.kind === 'cidr' ? destination.cidr : destination.list;
  return field.kind === 'known' ? field : undefined;
}

function nameOf({ value }: Destination): string {
  if (value.kind !== 'cidr') return value.id;
  const [written, stored] = [formatCidr(value), formatCidr(withoutHostBits(value))];
  return written === stored ? stored : `${written} (stored as ${stored})`;
}

/** If both have the same target, the second one is redundant; otherwise the user has to choose. */
function fixesOf(earlier: Route, later: Route, file: CheckedFile): readonly Fix[] {
  // In another scenario they may go to different destinations.
  if (isConditional(earlier.properties) || isConditional(later.properties)) return [];
  const isCopy = hasSameTarget(earlier, later);
  return (isCopy ? [later] : [later, earlier]).flatMap((gone) => {
    const removal = removalOf(file, gone.id);
    const kept = gone === later ? earlier : later;
    if (!removal || !existsWherever(file, kept.id, gone.id)) return [];
    return [{ title: `Remove ${gone.id}`, preferred: isCopy, edits: [removal] }];
  });
}

function hasSameTarget(a: Route, b: Route): boolean {
  const [one, ...more] = a.targets;
  const [other, ...others] = b.targets;
  if (!one || !other || more.length > 0 || others.length > 0 || one.property !== other.property) return false;
  const [from, to] = [one.target, other.target];
  // A target that depends on a default may be another one at deployment.
  if (from.kind !== 'known' || to.kind !== 'known' || defaultsOf(from, to).length > 0) return false;
  return isSameTarget(from.value, to.value);
}

function* endpointsTwice(network: Network): Generator<Report> {
  const seen = new Map<string, { id: string; table: KnownField<Target> }>();
  for (const endpoint of network.endpoints.values()) {
    const { id, type, service, routeTables } = endpoint;
    if (!isGateway(endpoint) || service.kind !== 'known' || !service.value.isAws) continue;
    const { name } = service.value;
    for (const table of routeTables.kind === 'known' ? routeTables.items : []) {
      if (table.kind !== 'known') continue;
      const key = `${keyOf(table.value)} ${name}`;
      const earlier = seen.get(key);
      if (!earlier) seen.set(key, { id, table });
      if (!earlier || earlier.id === id) continue;
      yield {
        at: table.at,
        resource: id,
        defaults: defaultsOf(type, service, earlier.table, table),
        message: `${table.value.id} already has a route to ${name}, from ${earlier.id}. AWS rejects the second one.`,
        related: [{ at: earlier.table.at, message: `${earlier.id} is on ${table.value.id}` }],
      };
    }
  }
}
