import type { Cidr } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';

/** Parses well-formed blocks. */
export function blocks(...texts: readonly string[]): readonly Cidr[] {
  return texts.map(parseCidr).filter((cidr) => cidr.kind === 'cidr');
}

/** Blocks that no VPC can have (fact CIDR-02). */
export const NEVER_OF_VPC = blocks('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4');
