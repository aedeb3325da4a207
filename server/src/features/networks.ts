import type { Analysis } from '../analysis.ts';
import { networkOfTemplate } from '../network/fromTemplate.ts';
import { networkOfZappa } from '../network/fromZappa.ts';
import type { Network } from '../network/model.ts';
import type { Scenario } from '../template/evaluate.ts';

export interface NetworkInScenario {
  readonly network: Network;
  /** Undefined for settings, which have no conditions. */
  readonly scenario: Scenario | undefined;
}

/** The network of a document in each of its scenarios; none for one that cannot be read. */
export function networksOf({ content }: Analysis): readonly NetworkInScenario[] {
  switch (content.kind) {
    case 'template':
      return content.scenarios.all.map((scenario) => ({ scenario, network: networkOfTemplate(scenario) }));
    case 'zappa':
      return [{ scenario: undefined, network: networkOfZappa(content.settings) }];
    case 'inventory':
    case 'unreadable':
      return [];
  }
}
