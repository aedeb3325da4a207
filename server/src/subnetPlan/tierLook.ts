/** How blocks of a tier are drawn: in the calculator, in its pictures and on the network map. */
export interface TierLook {
  /** `#rrggbb`. */
  readonly colour: string;
  /** Lines over the colour, for tiers that have no colour of their own. */
  readonly hatch: 'none' | 'up' | 'down';
}

/**
 * Seven colours that people with any kind of colour blindness can tell apart, by Masataka Okabe and Kei Ito
 * (https://jfly.uni-koeln.de/color/). A test compares them as seen with protanopia and deuteranopia.
 */
const [GREEN, BLUE, PURPLE, ORANGE, VERMILLION, SKY, YELLOW] = [
  '#009e73',
  '#0072b2',
  '#cc79a7',
  '#e69f00',
  '#d55e00',
  '#56b4e9',
  '#f0e442',
] as const;
export const TIER_COLOURS = [GREEN, BLUE, PURPLE, ORANGE, VERMILLION, SKY, YELLOW] as const;

const OWN: ReadonlyMap<string, string> = new Map([
  ['public', GREEN],
  ['private', BLUE],
  ['isolated', PURPLE],
  ['data', ORANGE],
  ['database', VERMILLION],
  ['app', SKY],
  ['transit', YELLOW],
]);

/** For blocks without a tier. */
const NO_TIER_COLOUR = '#8a8f98';

/** The look depends on the name alone, so it stays when tiers are added, and is the same in every plan and picture. */
export function lookOfTier(tier: string): TierLook {
  const name = tier.trim().toLowerCase();
  if (name === '') return { colour: NO_TIER_COLOUR, hatch: 'none' };
  const own = OWN.get(name);
  if (own !== undefined) return { colour: own, hatch: 'none' };
  const number = hash(name) % (2 * TIER_COLOURS.length);
  return { colour: TIER_COLOURS[number >> 1]!, hatch: number % 2 === 0 ? 'up' : 'down' };
}

/** FNV-1a, 32 bits (https://www.rfc-editor.org/rfc/rfc9923). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}

/** A colour over a background, 0 for the background alone and 1 for the colour alone. */
export function mixed(background: string, colour: string, part: number): string {
  const above = channelsOf(colour);
  const channels = channelsOf(background).map((value, i) => Math.round(value + (above[i]! - value) * part));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Black or white, whichever is the more readable on the colour. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const luminance = luminanceOf(colour);
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
}

/** The relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
export function luminanceOf(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channelsOf(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
