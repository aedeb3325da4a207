import { DATA_PORTS } from '../../aws/ports.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import { togetherWith } from '../../wording/reason.ts';
import type { FlowContext } from '../filters/filter.ts';
import { nameOf } from '../locations/location.ts';
import type { Pair } from '../locations/pairs.ts';
import { isWithin, publicAddresses } from '../packets/ranges.ts';
import type { Blocker } from '../question.ts';

/**
 * Ports that AWS's own checks want closed to the world: controls EC2.53 and EC2.54 of Security Hub for SSH and RDP, and
 * EC2.19 for data and administration ports
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html).
 */
const isForFew = (port: number) => port === 22 || port === 3389 || DATA_PORTS.has(port);

/**
 * The advice for a path from the internet that is closed on purpose: to something without a public address, to
 * something that stores data, or on an administration port. No change of the network is proposed, since each would open
 * it to others too; the advice says how people connect instead. Undefined for a path that may well be opened.
 */
export function meantClosed(pairs: readonly Pair[], blockers: readonly Blocker[]): Blocker | undefined {
  const [pair] = pairs;
  if (!pair || !isFromInternet(pair.scene)) return undefined;
  const { from, to, traffic } = pair.scene;
  const kind = to.workload && WORKLOAD_KINDS[to.workload.kind];
  if (!to.workload || !kind || kind.answersNobody) return undefined;
  const keepsData = kind.keepsData === true;
  const isPrivate = pairs.every(({ scene }) => scene.to.publicness === 'no');
  const isEveryone = from.id === 'internet';
  const isRisky = isForFew(traffic.port) && to.workload.kind !== 'load-balancer';
  if (!isPrivate && !(isEveryone && (keepsData || isRisky))) return undefined;
  const [first] = blockers;
  if (!first) return undefined;
  const [one = first, ...more] = blockers.filter(({ reason }) => reason.kind === 'no-public-address');
  const reason = more.reduce((sum, other) => togetherWith(sum, other.reason) ?? sum, one.reason);
  const how = keepsData || to.workload.kind === 'load-balancer' ? FROM_INSIDE : BY_SESSION;
  return {
    ...one,
    reason,
    change: { kind: 'other', what: `Connect to ${nameOf(to)} ${how}`, page: SESSIONS },
  };
}

/** How a session or a forwarded port works without an open port in the network (fact ADM-01). */
const SESSIONS =
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html';

const FROM_INSIDE = 'from inside its VPC: through a VPN, a bastion host or Session Manager port forwarding';
const BY_SESSION = 'through Session Manager, a VPN or a bastion host';

function isFromInternet({ from, to, traffic }: FlowContext): boolean {
  return (
    from.subnet === undefined &&
    to.subnet !== undefined &&
    isWithin(from.addresses, publicAddresses(traffic.family))
  );
}
