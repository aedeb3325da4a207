import type { Cidr } from './cidr.ts';
import { parseCidr } from './parse.ts';

/** Private addresses of IPv4: https://www.rfc-editor.org/rfc/rfc1918. */
export const RFC1918: readonly Cidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']
  .map(parseCidr)
  .filter((cidr) => cidr.kind === 'cidr');
