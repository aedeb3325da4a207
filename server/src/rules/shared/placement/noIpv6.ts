import type { Subnet } from '../../../network/model.ts';
import { entryAt } from '../../../syntax/tree.ts';

/** Whether a subnet of the file has only IPv4. One of a pool gets its block by Ipv6NetmaskLength. */
export function hasNoIpv6({ ipv6, properties }: Subnet): boolean {
  return ipv6.kind === 'absent' && properties !== undefined && !entryAt(properties, 'Ipv6NetmaskLength');
}
