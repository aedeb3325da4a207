import { lookOfTier, mixed } from '../subnetPlan/tierLook.ts';

/** Where a picture is shown. */
export const PICTURE_THEMES = ['light', 'dark', 'print'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly chip: string;
  /** The colours of an area of a tier. */
  readonly area: (tier: string) => { readonly fill: string; readonly stroke: string };
}

/**
 * The contrast of quiet text with each background is at least 4.5:1 (https://www.w3.org/TR/WCAG22/#contrast-minimum); a
 * test measures it.
 */
export const PALETTES: Readonly<Record<PictureTheme, Palette>> = {
  light: {
    background: '#ffffff',
    text: '#1f1f1f',
    quiet: '#4d5157',
    line: '#8a8f98',
    chip: '#ffffff',
    area: (tier) => areaOn('#ffffff', tier, 0.18),
  },
  dark: {
    background: '#1f1f1f',
    text: '#eaeaea',
    quiet: '#b6bac1',
    line: '#757a82',
    chip: '#2a2a2a',
    area: (tier) => areaOn('#1f1f1f', tier, 0.2),
  },
  print: {
    background: '#ffffff',
    text: '#000000',
    quiet: '#333333',
    line: '#000000',
    chip: '#ffffff',
    area: () => ({ fill: '#ffffff', stroke: '#000000' }),
  },
};

function areaOn(background: string, tier: string, part: number): ReturnType<Palette['area']> {
  const { colour } = lookOfTier(tier);
  return { fill: mixed(background, colour, part), stroke: colour };
}
