import { isExisting, overlayOnInventory } from '../../../network/analysis/overlay.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import type { Network } from '../../../network/model.ts';
import type { CheckedFile, Related } from '../../defineRule.ts';

/** The file's network together with the inventory, so that AWS ids in the file can be looked up. */
export function wholeNetwork({ network, inventory }: CheckedFile): Network {
  return overlayOnInventory(network, inventory && networkOfInventory(inventory));
}

/** The related place of an object; empty if the object is in the inventory, which is another text. */
export function placeInWhole(id: string, place: Related, whole: Network): readonly Related[] {
  return isExisting(id, whole) ? [] : [place];
}
