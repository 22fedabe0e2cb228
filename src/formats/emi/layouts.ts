import type { EmiLayout, EmiLayoutName } from './layout.ts';
import { OWN } from './own-layout.ts';
import { PUBLISHED } from './published-layout.ts';

export const LAYOUTS: Readonly<Record<EmiLayoutName, EmiLayout>> = {
  'own-175': OWN,
  'published-210': PUBLISHED,
};
