import type { Cidr } from '../../../cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../../cidr/format.ts';
import type { Filter, FlowContext } from '../../filters/filter.ts';
import type { Location } from '../../locations/location.ts';
import { narrow } from '../../packets/flow.ts';
import {
  intersect,
  isEmpty,
  isWithin,
  publicAddresses,
  type Ranges,
  subtract,
} from '../../packets/ranges.ts';

/**
 * 64:ff9b::/96: the last 32 bits are an IPv4 address, to which a NAT gateway translates (fact NAT-07).
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 */
const START = 0x64_ff9bn << 96n;
const NAT64: Ranges = [[START, START + 0xffff_ffffn]];

/** The IPv6 addresses that represent IPv4 addresses: all of them, or the public ones. */
export function nat64Addresses(which: 'all' | 'public'): Ranges {
  return which === 'all' ? NAT64 : moved(publicAddresses(4), START);
}

/** The flow after a NAT gateway has translated IPv6 to IPv4. */
export function beyondNat64(scene: FlowContext): FlowContext {
  const { traffic, to } = scene;
  return {
    ...scene,
    to: asIpv4(to),
    traffic: { ...traffic, family: 4, port: traffic.protocol === 'icmp' ? 8 : traffic.port },
  };
}

/** An address or block of 64:ff9b::/96 by its IPv4 name, which rules and entries behind the NAT gateway have; any other place as it is. */
function asIpv4(place: Location): Location {
  const [range, ...others] = place.addresses;
  if (place.object || !range || others.length > 0 || !isWithin(place.addresses, NAT64)) return place;
  const [address, length] = place.id.split('/');
  const base = range[0] - START;
  if (address === undefined || !address.includes(':')) return place;
  const id =
    length === undefined
      ? formatAddress({ kind: 'address', family: 4, value: base })
      : formatCidr({ kind: 'cidr', family: 4, base, prefix: Number(length) - 96 });
  return { ...place, id, addresses: moved(place.addresses, -START) };
}

/**
 * Applies a filter to the destination's IPv4 address. A NAT gateway does not translate other IPv6 addresses, and what
 * it does with private IPv4 addresses is not documented.
 */
export function inIpv4(check: Filter): Filter {
  let meetsPrivate = false;
  return {
    ...check,
    unknownReasons: () => [
      ...(check.unknownReasons?.() ?? []),
      ...(meetsPrivate ? [{ why: 'whether NAT64 leads to a private IPv4 address is not looked at' }] : []),
    ],
    apply: (flow, mode) =>
      narrow(flow, 'to', NAT64, mode).flatMap((part) => {
        const translated = { ...part, to: moved(part.to, -START) };
        const elsewhere = subtract(translated.to, publicAddresses(4));
        meetsPrivate ||= !isEmpty(elsewhere);
        const open = mode === 'possible' && !isEmpty(elsewhere) ? [{ ...translated, to: elsewhere }] : [];
        const passed = narrow(translated, 'to', publicAddresses(4), mode).flatMap((one) =>
          check.apply(one, mode),
        );
        return [...passed, ...open].map((one) => ({ ...one, to: moved(one.to, START) }));
      }),
  };
}

/** Applies a filter to the destination's IPv4 address, whichever it is. */
export function overIpv4(check: Filter): Filter {
  return {
    ...check,
    apply: (flow, mode) =>
      narrow(flow, 'to', NAT64, mode)
        .flatMap((part) => check.apply({ ...part, to: moved(part.to, -START) }, mode))
        .map((one) => ({ ...one, to: moved(one.to, START) })),
  };
}

/** The one private IPv4 address that IPv6 addresses represent; undefined for any others. */
export function privateIpv4(addresses: Ranges): Cidr | undefined {
  const [range, ...others] = intersect(addresses, NAT64);
  if (!range || others.length > 0 || range[0] !== range[1]) return undefined;
  const base = range[0] - START;
  return isWithin([[base, base]], publicAddresses(4))
    ? undefined
    : { kind: 'cidr', family: 4, base, prefix: 32 };
}

function moved(set: Ranges, by: bigint): Ranges {
  return set.map(([low, high]) => [low + by, high + by]);
}
