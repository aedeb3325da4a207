import { type Cidr, contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { RFC1918 } from '../../cidr/privateBlocks.ts';

/** Parses well-formed blocks. */
export function blocks(...texts: readonly string[]): readonly Cidr[] {
  return texts.map(parseCidr).filter((cidr) => cidr.kind === 'cidr');
}

/** Blocks that no VPC can have (fact CIDR-02). */
export const NEVER_OF_VPC = blocks('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4');

/** With https://www.rfc-editor.org/rfc/rfc6598 and, for IPv6, https://www.rfc-editor.org/rfc/rfc4193. */
const PRIVATE = [...RFC1918, ...blocks('100.64.0.0/10', 'fc00::/7')];

/** Whether all addresses of the block are private. */
export function isPrivateBlock(block: Cidr): boolean {
  return PRIVATE.some((range) => contains(range, block));
}
