import { keyOfField } from '../../../network/lookup.ts';
import type { Network, Vpc } from '../../../network/model.ts';

/**
 * True for a VPC that certainly has no internet gateway: nothing outside of the file can attach one, and no gateway in
 * the file has an unknown VPC.
 */
export function hasNoGateway(vpc: Vpc, network: Network): boolean {
  if (network.exportedIds.has(vpc.id) || network.incomplete.has(vpc.id)) return false;
  return !network.gatewayAttachments.some(
    (attachment) => attachment.vpc.kind === 'unknown' || keyOfField(attachment.vpc) === vpc.id,
  );
}
