import type { Family } from '../../../cidr/cidr.ts';
import type { Field, Target } from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import type {
  Network,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
} from '../../../network/model.ts';
import { type Truth, truth } from '../../../network/truth.ts';
import type { UnknownReason } from '../../../network/unknownReason.ts';
import { intersect, isEmpty, type Ranges, rangesOf } from '../../packets/ranges.ts';

/** The next hop in a route table of a transit gateway. */
export type GatewayHop =
  | { readonly kind: 'attachment'; readonly attachment: TransitGatewayAttachment }
  /** Learnt from a VPN connection. */
  | { readonly kind: 'vpn'; readonly connection: string }
  | { readonly kind: 'blackhole'; readonly route: TransitGatewayRoute }
  | { readonly kind: 'none' }
  | (UnknownReason & { readonly kind: 'unknown' });

/** A route of a table, static or propagated. */
export interface TransitRoute {
  readonly addresses: Ranges;
  readonly prefix: number;
  readonly isStatic: boolean;
  readonly hop: GatewayHop;
}

/** Of two VPCs with overlapping blocks only one is propagated, the one that was attached first (fact TGW-05). */
export function withoutOverlap(one: TransitRoute, all: readonly TransitRoute[]): TransitRoute {
  const isOther = (other: TransitRoute) => attachmentId(other) !== attachmentId(one);
  const rival = all.find((other) => isOther(other) && !isEmpty(intersect(one.addresses, other.addresses)));
  if (!rival) return one;
  const why = `the blocks of the VPCs of ${attachmentId(one)} and ${attachmentId(rival)} overlap, and one of the two is propagated`;
  return { ...one, hop: { kind: 'unknown', why } };
}

function attachmentId({ hop }: TransitRoute): string | undefined {
  return hop.kind === 'attachment' ? hop.attachment.id : undefined;
}

interface Propagated {
  readonly propagated: readonly TransitRoute[];
  readonly unknownHops: readonly GatewayHop[];
}

/**
 * A VPC propagates its blocks, a VPN connection the routes that it learns by BGP (fact TGW-04). `key`: undefined for
 * the default table.
 */
export function propagatedTo(
  key: string | undefined,
  gateway: string,
  family: Family,
  network: Network,
): Propagated {
  const { ids, unknown } = propagators(key, gateway, network);
  const all = ids.map((id) => propagatedBy(id, family, network));
  const unknownHops = [...unknown, ...all.flatMap((one) => one.unknownHops)];
  // Certain ones first.
  unknownHops.sort((a, b) => Number(a.kind === 'unknown') - Number(b.kind === 'unknown'));
  return { propagated: all.flatMap((one) => one.propagated), unknownHops };
}

/** The attachments and VPN connections that propagate to a table, each once, and what the file does not say of others. */
function propagators(
  key: string | undefined,
  gateway: string,
  network: Network,
): { readonly ids: readonly string[]; readonly unknown: readonly GatewayHop[] } {
  const ids = new Set<string>();
  const unknown: GatewayHop[] = [];
  for (const { routeTable, attachment, id } of network.transitGatewayPropagations) {
    const isMaybe = routeTable.kind === 'unknown' || (key === undefined && isElsewhere(routeTable, network));
    const isOfTable = key !== undefined && keyOfField(routeTable) === key;
    const from = keyOfField(attachment);
    if (isMaybe || (isOfTable && from === undefined))
      unknown.push({ kind: 'unknown', why: `the file does not say what ${id} propagates, and where to,` });
    else if (isOfTable) ids.add(from!);
  }
  const byDefault = propagatorsByDefault(key, gateway, network);
  return {
    ids: [...new Set([...ids, ...byDefault.ids])],
    unknown: [...unknown, ...byDefault.unknown],
  };
}

/** The attachments and connections that propagate to the default table because the gateway propagates by default. */
function propagatorsByDefault(
  key: string | undefined,
  gateway: string,
  network: Network,
): ReturnType<typeof propagators> {
  const object = network.transitGateways.get(gateway);
  const propagates = object ? propagatesByDefault(object, key) : 'no';
  if (propagates === 'no') return { ids: [], unknown: [] };
  if (propagates === 'unknown') {
    const why = `the file does not say what ${gateway} propagates by default`;
    return { ids: [], unknown: [{ kind: 'unknown', why }] };
  }
  const all = [...network.transitGatewayAttachments.values(), ...network.vpnConnections.values()];
  return {
    ids: all.filter((one) => keyOfField(one.transitGateway) === gateway).map(({ id }) => id),
    unknown: all
      .filter((one) => one.transitGateway.kind === 'unknown')
      .map(({ id }) => ({
        kind: 'unknown',
        why: `the transit gateway of ${id} is known only after deployment`,
      })),
  };
}

/** What an attachment or a VPN connection propagates to a table. */
function propagatedBy(id: string, family: Family, network: Network): Propagated {
  const connection = network.vpnConnections.get(id);
  if (connection) {
    const { staticRoutesOnly: is } = connection;
    // A connection with static routes learns none: the table has a static route, or none (fact TGW-04).
    const learns = is.kind !== 'known' || !is.value;
    return { propagated: [], unknownHops: learns ? [{ kind: 'vpn', connection: id }] : [] };
  }
  const attachment = network.transitGatewayAttachments.get(id);
  const vpc = attachment && find(network.vpcs, attachment.vpc);
  const blocks = vpc && (family === 4 ? vpc.ipv4 : vpc.ipv6);
  const isKnown = blocks?.every(({ kind }) => kind !== 'unknown') ?? false;
  const why = `the blocks that ${id} propagates are not in this file`;
  return {
    propagated: (blocks ?? []).flatMap((block): readonly TransitRoute[] => {
      if (block.kind !== 'known') return [];
      const hop = { kind: 'attachment', attachment: attachment! } as const;
      return [{ addresses: rangesOf(block.value), prefix: block.value.prefix, isStatic: false, hop }];
    }),
    unknownHops: isKnown ? [] : [{ kind: 'unknown', why }],
  };
}

/** True for a table that the file does not create, such as the default one. */
export function isElsewhere(routeTable: Field<Target>, network: Network): boolean {
  return !network.transitGatewayRouteTables.has(keyOfField(routeTable) ?? '');
}

/** Whether every attachment of a gateway propagates to a table; `key` is undefined for the table that AWS creates. */
function propagatesByDefault(
  { defaultPropagation: is, defaultPropagationTable: table }: TransitGateway,
  key: string | undefined,
): Truth<'unknown'> {
  if (is.kind === 'unknown') return 'unknown';
  if (is.kind === 'known' && is.value === 'disable') return 'no';
  if (table.kind === 'unknown') return 'unknown';
  return truth((table.kind === 'absent' ? undefined : keyOfField(table)) === key);
}
