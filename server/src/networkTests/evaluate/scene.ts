import { type Analysis, templateOf } from '../../analysis.ts';
import { networksOf } from '../../features/reachability/networks.ts';
import type { Network } from '../../network/model.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { Template } from '../../template/template.ts';
import type { Suite } from '../suite.ts';

/** Where a test runs: the network of one scenario, with the meaning of the names of its suite. */
export interface TestScene {
  readonly network: Network;
  /** Undefined for settings of Zappa. */
  readonly scenario: Scenario | undefined;
  readonly template: Template | undefined;
  readonly tiers: Suite['tiers'];
}

/** A scene for each scenario of a file; one for settings of Zappa. */
export function scenesOf(analysis: Analysis, { tiers }: Pick<Suite, 'tiers'>): readonly TestScene[] {
  const template = templateOf(analysis);
  return networksOf(analysis).map(({ network, scenario }) => ({ network, scenario, template, tiers }));
}
