import type { Translate } from '../../client/src/translate.ts';

/** VS Code's `l10n.t` in English. */
export const t: Translate = (text: unknown, ...given: unknown[]) =>
  String(text).replace(/\{(\d+)\}/g, (_, at) => String(given[Number(at)]));
