import { IN_JOINED } from './joined.ts';
import type { Mistake } from './mistake.ts';
import { IN_SERVICES } from './services.ts';
import { IN_SHOP } from './shop.ts';
import { IN_SIX } from './six.ts';

export const MISTAKES: readonly Mistake[] = [...IN_SHOP, ...IN_SERVICES, ...IN_JOINED, ...IN_SIX];
