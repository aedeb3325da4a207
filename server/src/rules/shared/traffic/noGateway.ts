import { keyOfField } from '../../../network/lookup.ts';
import type { Network, Vpc } from '../../../network/model.ts';

/**
 * A VPC without an internet gateway, for certain: neither has another stack or somebody else one attached, nor is there one
 * here of which it is not known which VPC it is for.
 */
export function hasNoGateway(vpc: Vpc, network: Network): boolean {
  if (network.exportedIds.has(vpc.id) || network.incomplete.has(vpc.id)) return false;
  return !network.gatewayAttachments.some(
    (attachment) => attachment.vpc.kind === 'unknown' || keyOfField(attachment.vpc) === vpc.id,
  );
}
