import type { Network } from '../../network/model.ts';
import type { Scalar } from '../../syntax/tree.ts';

/**
 * True where more than one property takes its block from the literal, such as the default of a parameter, so that
 * another block for one of them is another block for all.
 */
export function isShared(literal: Scalar, networks: readonly Network[]): boolean {
  return networks.some(
    ({ statedCidrs }) => statedCidrs.filter(({ origin }) => origin === literal).length > 1,
  );
}
