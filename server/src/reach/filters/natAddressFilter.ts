import { keyOfField, perParts } from '../../network/lookup.ts';
import type { NatGateway } from '../../network/model.ts';
import { isWithin } from '../packets/ranges.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/**
 * A NAT gateway passes traffic on and answers nothing that is sent to itself:
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html#nat-gateway-troubleshooting-ping
 */
export function natAddressFilter({ to, network }: FlowContext): Filter | undefined {
  if (to.object || !to.subnet) return undefined;
  const nat = natsWithAddresses(network).find(
    ({ base, nat: { subnet } }) =>
      keyOfField(subnet) === to.subnet!.id && isWithin(to.addresses, [[base, base]]),
  )?.nat;
  if (!nat) return undefined;
  return constantFilter({ resource: nat.id, kind: 'nat-gateway', at: nat.at }, 'closed', () => ({
    code: null,
    resource: nat.id,
    at: nat.at,
    reason: { kind: 'address-of-nat', nat: nat.id, to: to.id },
    change: { kind: 'other', what: `Ask for an address behind ${nat.id}` },
  }));
}

const natsWithAddresses = perParts(['natGateways'], ({ natGateways }) =>
  [...natGateways.values()].flatMap((nat): { readonly base: bigint; readonly nat: NatGateway }[] =>
    nat.fixedAddress ? [{ base: nat.fixedAddress.base, nat }] : [],
  ),
);
