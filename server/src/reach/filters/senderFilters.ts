// Traffic that AWS allows no source, or no function, to send, whatever the network is.

import { locationAt, nameOf } from '../locations/location.ts';
import { narrow } from '../packets/flow.ts';
import { allAddresses, publicAddresses, subtract } from '../packets/ranges.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/** A function can only send TCP and UDP (fact LAM-18). */
export function pingFilter({ from, traffic }: FlowContext): Filter | undefined {
  if (from.workload?.kind !== 'function' || traffic.protocol !== 'icmp') return undefined;
  const { id, at } = from.workload;
  return constantFilter({ resource: id, kind: 'workload', at }, 'closed', () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'sends-no-ping', workload: id },
    change: { kind: 'other', what: 'Ask for a TCP port instead of ping' },
  }));
}

/**
 * TCP port 25 is blocked except to private addresses, unless AWS has lifted the restriction for the account (fact
 * NET-05).
 */
export function mailFilter({ from, traffic }: FlowContext): Filter | undefined {
  if (traffic.protocol !== 'tcp' || traffic.port !== 25) return undefined;
  const { family } = traffic;
  const resource = from.workload?.id ?? from.id;
  const at = from.workload?.at ?? locationAt(from);
  // AWS lifts it for addresses of the account, and a function outside of a VPC has none of these.
  const isLiftable = from.subnet !== undefined;
  return {
    hop: { resource, kind: 'workload', at },
    isQuiet: true,
    apply: (flow, mode) => narrow(flow, 'to', subtract(allAddresses(family), publicAddresses(family)), mode),
    blocker: () => ({
      code: null,
      resource,
      at,
      reason: { kind: 'mail-port', from: from.workload?.id ?? nameOf(from), isLiftable },
      change: {
        kind: 'other',
        what: isLiftable
          ? 'Send mail on port 587, or ask AWS to lift the limit on port 25'
          : 'Send mail on port 587',
      },
    }),
  };
}
