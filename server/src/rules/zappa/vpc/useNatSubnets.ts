import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Subnet } from '../../../network/model.ts';
import { listed } from '../../../wording/listed.ts';
import type { Fix } from '../../defineRule.ts';
import { natSubnetsOf, type PlacedStage } from './placedStages.ts';

/** Replaces the stage's subnets by those of the same VPC that reach the internet. */
export function useNatSubnets(stage: PlacedStage, vpc: string | undefined): readonly Fix[] {
  const { list, ids } = stage.subnets;
  const subnets = natSubnetsOf(vpc, stage);
  const isAsItIs = subnets.every(({ id }) => ids.some(({ text }) => text === id));
  if (!list || subnets.length === 0 || isAsItIs) return [];
  return [
    {
      title: `Use ${listed(subnets.map(({ id }) => id))}, with a default route to ${gatewaysOf(subnets, stage)}`,
      preferred: false,
      edits: [{ op: 'replace', node: list, value: subnets.map(({ id }) => id) }],
    },
  ];
}

function gatewaysOf(subnets: readonly Subnet[], { network }: PlacedStage): string {
  const gateways = subnets.flatMap((subnet) => {
    const found = classOf(subnet, network);
    const target = found.kind === 'nat' ? found.by.targets[0] : undefined;
    return target ? (keyOfField(target.target) ?? []) : [];
  });
  return listed([...new Set(gateways)]);
}
