// The mistakes that people make, each as a change of a world. Numbers choose what is changed, mostly something that a
// question is about (`focus`, by name). Where there is nothing of the kind, or the change would make a network that AWS
// rejects, the world stays as it is.

import type { Focus, Focused } from './breaks/changing.ts';
import { FILTERS } from './breaks/filters.ts';
import { GATEWAYS } from './breaks/gateways.ts';
import { PLACES } from './breaks/places.ts';
import { ROUTES } from './breaks/routes.ts';
import type { World } from './world.ts';

export interface Break {
  readonly kind: keyof typeof BREAKS;
  /** Three numbers from 0. */
  readonly picks: readonly [number, number, number];
}

export function broken(world: World, focus: Focus, { kind, picks }: Break): World {
  const { focus: _, ...after }: Partial<Focused> & World = BREAKS[kind]({ ...world, focus }, ...picks);
  return after;
}

export const BREAKS = { ...GATEWAYS, ...ROUTES, ...FILTERS, ...PLACES };
