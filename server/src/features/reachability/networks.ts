import type { Analysis } from '../../analysis.ts';
import { mergeInventory } from '../../inventory/inventory.ts';
import { overlayOnInventory } from '../../network/analysis/overlay.ts';
import { networkOfInventory } from '../../network/inventory/networkOfInventory.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import { emptyDraft } from '../../network/template/readResource.ts';
import { networkOfZappa } from '../../network/zappa/networkOfSettings.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';

export interface NetworkInScenario {
  readonly network: Network;
  /** Undefined for settings and inventories, which have no conditions. */
  readonly scenario: Scenario | undefined;
}

/**
 * The network of a document in each of its scenarios, together with the inventory if there is one; empty for an
 * unreadable document. Spans of existing objects are in another text (`isExisting`).
 */
export function networksOf({ content, inventory }: Analysis): readonly NetworkInScenario[] {
  const existing = inventory && networkOfInventory(inventory);
  switch (content.kind) {
    case 'template':
      return content.scenarios.all.map((scenario) => ({
        scenario,
        network: overlayOnInventory(networkOfTemplate(scenario), existing),
      }));
    case 'zappa':
      return [
        {
          scenario: undefined,
          network: overlayOnInventory(networkOfZappa(content.settings, inventory), existing),
        },
      ];
    case 'inventory':
      return [
        {
          scenario: undefined,
          network: overlayOnInventory(
            NOTHING,
            existing ?? networkOfInventory(mergeInventory([content.file])),
          ),
        },
      ];
    case 'unreadable':
      return [];
  }
}

/** The own network of an inventory's part: everything in it exists already, and no edit of the text changes it. */
const NOTHING: Network = emptyDraft();

/** As `networksOf`, for some scenarios; for all if none are given. */
export function networksIn(
  analysis: Analysis,
  scenarios: readonly Scenario[] | undefined,
): readonly NetworkInScenario[] {
  const all = networksOf(analysis);
  return scenarios ? all.filter(({ scenario }) => !scenario || scenarios.includes(scenario)) : all;
}
