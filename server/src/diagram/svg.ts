import { xmlText } from '../escape/xml.ts';
import { ICONS } from './icons.ts';
import { letteringOf } from './lettering.ts';
import { PALETTES, type Palette, type PictureTheme } from './palette.ts';
import { type Box, isContainer, type Scene, type Thing, type TitledScene } from './scene.ts';
import { FONT_FAMILY, FONT_SIZE, widthOf } from './textWidth.ts';

/** Above a scene with a heading, and under each scene but the last, in pixels. */
const HEADING = 34;
const MARGIN = 16;

/** Scenes as one SVG file, one below the other. */
export function sceneSvg(scenes: readonly TitledScene[], theme: PictureTheme): string {
  const palette = PALETTES[theme];
  let height = 0;
  const parts = scenes.flatMap(({ heading, scene }) => {
    const top = height + (heading === null ? 0 : HEADING);
    const title =
      heading === null
        ? []
        : [
            `<text x="${MARGIN}" y="${height + 26}" font-size="15" font-weight="600">${xmlText(heading)}</text>`,
          ];
    height = top + scene.height;
    return [...title, `<g transform="translate(0 ${top})">`, ...drawnScene(scene, palette), '</g>'];
  });
  const width = Math.max(
    ...scenes.map(({ scene }) => scene.width),
    ...scenes.map(({ heading }) => 2 * MARGIN + Math.ceil((widthOf(heading ?? '', true) * 15) / FONT_SIZE)),
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT_FAMILY}" font-size="${FONT_SIZE}" fill="${palette.text}">`,
    `<rect width="${width}" height="${height}" fill="${palette.background}"/>`,
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}

function drawnScene({ things, links, headings }: Scene, palette: Palette): readonly string[] {
  return [
    ...things.filter(isContainer).flatMap((thing) => drawnThing(thing, palette)),
    ...headings.flatMap(({ at, lines }) =>
      lines.map((line, i) =>
        i === 0
          ? `<text x="${at.x}" y="${at.y}" font-weight="600">${xmlText(line)}</text>`
          : `<text x="${at.x}" y="${at.y + i * 16}" fill="${palette.quiet}">${xmlText(line)}</text>`,
      ),
    ),
    ...links.map(({ points, kind }) => {
      const dashes = kind === 'same' ? ' stroke-dasharray="3 3"' : '';
      return `<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="${palette.line}"${dashes}/>`;
    }),
    ...things.filter((one) => !isContainer(one)).flatMap((thing) => drawnThing(thing, palette)),
  ];
}

function drawnThing(thing: Thing, palette: Palette): readonly string[] {
  return thing.boxes.flatMap((box) => [drawnBox(thing, box, palette), ...drawnText(thing, box, palette)]);
}

function drawnBox({ shape, tier }: Thing, { x, y, width, height }: Box, palette: Palette): string {
  const { fill, stroke } =
    shape === 'area'
      ? palette.area(tier)
      : { fill: shape === 'frame' ? 'none' : palette.chip, stroke: palette.line };
  const radius = shape === 'chip' ? 5 : shape === 'band' ? 8 : 6;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
}

function drawnText(thing: Thing, box: Box, palette: Palette): readonly string[] {
  const { icon, texts } = letteringOf(thing, box);
  return [
    `<path transform="translate(${icon.x} ${icon.y})" d="${ICONS[thing.icon]}" fill="none" stroke="${palette.text}" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round"/>`,
    ...texts.map(({ at, text, look }) =>
      look === 'title'
        ? `<text x="${at.x}" y="${at.y}" font-weight="600">${xmlText(text)}</text>`
        : `<text x="${at.x}" y="${at.y}" fill="${palette.quiet}">${xmlText(text)}</text>`,
    ),
  ];
}
