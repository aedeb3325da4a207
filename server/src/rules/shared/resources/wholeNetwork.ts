import { isExisting, overlayOnInventory } from '../../../network/analysis/overlay.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import type { Network } from '../../../network/model.ts';
import type { CheckedFile, Related } from '../../defineRule.ts';

/** The file's network together with what exists, so that the ids of AWS in the file are found. */
export function wholeNetwork({ network, inventory }: CheckedFile): Network {
  return overlayOnInventory(network, inventory && networkOfInventory(inventory));
}

/** A place of an object of the whole network; none where that is in the inventory, which is another text. */
export function placeInWhole(id: string, place: Related, whole: Network): readonly Related[] {
  return isExisting(id, whole) ? [] : [place];
}
