import type { Inventory } from '../../inventory/inventory.ts';
import type { InventoryFile } from '../../inventory/inventoryFile.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import { EMPTY_NETWORK, networkOfZappa } from '../../network/zappa/networkOfSettings.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { perHistory } from '../../template/evaluation/perHistory.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { Scenarios } from '../../template/scenarios/scenarios.ts';
import type { Template } from '../../template/template.ts';
import { isHjson } from '../../zappa/hjson.ts';
import type { ZappaSettings } from '../../zappa/settings.ts';
import type { CheckedFile } from '../defineRule.ts';
import type { Steps } from './steps.ts';
import { watch } from './watchedFile.ts';

/** The content of a file by its kind. */
export type FileContent =
  | { readonly kind: 'template'; readonly template: Template; readonly scenarios: Scenarios }
  | { readonly kind: 'zappa'; readonly settings: ZappaSettings }
  | { readonly kind: 'inventory'; readonly file: InventoryFile }
  /** The file name is that of a template or of settings, but the text is not. */
  | { readonly kind: 'unreadable' };

/** A file with the scenario in which it is checked; undefined for a file without conditions. */
export interface FileInScenario {
  readonly file: CheckedFile;
  readonly scenario: Scenario | undefined;
}

/** A file in each of its scenarios, as the input of rules. */
export function* checkedFiles(
  tree: SyntaxTree,
  content: FileContent,
  inventory: Inventory | undefined,
): Steps<readonly FileInScenario[]> {
  // Zappa reads JSON settings as Hjson (zappa/cli.py:29).
  const isBroken =
    tree.problems.some(({ kind }) => kind === 'broken') &&
    !(content.kind === 'zappa' && tree.format === 'json' && isHjson(tree.text));
  const file = (network: Network, networks: readonly Network[], scenario?: Scenario): CheckedFile => ({
    tree,
    isBroken,
    scenario,
    scenarios: content.kind === 'template' ? content.scenarios : undefined,
    network,
    networks,
    template: content.kind === 'template' ? content.template : undefined,
    zappa: content.kind === 'zappa' ? content.settings : undefined,
    inventoryFile: content.kind === 'inventory' ? content.file : undefined,
    inventory,
    unusedSuppressions: [],
  });
  if (content.kind === 'template') {
    const scenarios = content.scenarios.all;
    for (const scenario of scenarios) {
      networkOfTemplate(scenario);
      yield;
    }
    const networks = networksOf(content.scenarios);
    return scenarios.map((scenario, i) => ({
      scenario,
      file: watch(file(networks[i]!, networks, scenario), scenario),
    }));
  }
  const network = content.kind === 'zappa' ? networkOfZappa(content.settings, inventory) : EMPTY_NETWORK;
  return [{ scenario: undefined, file: file(network, [network]) }];
}

/** The networks of all scenarios; the same list as long as they are the same. */
function networksOf({ all, history }: Scenarios): readonly Network[] {
  const known = lastNetworks(history);
  const before = known.networks;
  const networks = all.map(networkOfTemplate);
  if (before.length === networks.length && before.every((one, i) => one === networks[i])) return before;
  known.networks = networks;
  return networks;
}

/** The list of the last version. */
const lastNetworks = perHistory((): { networks: readonly Network[] } => ({ networks: [] }));
