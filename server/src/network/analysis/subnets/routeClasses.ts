import type { Network, Subnet } from '../../model.ts';
import { classOf, type SubnetClass } from './subnetRoutes.ts';

/** Subnets of one class, nearest to the internet first. */
export interface Tier {
  readonly kind: SubnetClass['kind'];
  readonly subnets: readonly Subnet[];
}

const ORDER: readonly SubnetClass['kind'][] = ['public', 'nat', 'transit', 'isolated', 'unknown'];

/** Groups subnets by class, keeping their order within a tier; tiers without subnets are left out. */
export function tiersOf(subnets: readonly Subnet[], network: Network): readonly Tier[] {
  const kinds = new Map(subnets.map((subnet) => [subnet, classOf(subnet, network).kind]));
  return ORDER.map((kind) => ({
    kind,
    subnets: subnets.filter((subnet) => kinds.get(subnet) === kind),
  })).filter((tier) => tier.subnets.length > 0);
}
