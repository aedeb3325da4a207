import { xmlText } from '../../escape/xml.ts';

/** Something of known size, in pixels, that can be drawn anywhere. */
export interface Box {
  readonly width: number;
  readonly height: number;
  /** SVG elements, one per line. */
  draw(x: number, y: number): readonly string[];
}

/** The space between boxes, and between a frame and its content, in pixels. */
const GAP = 10;

const LINE = 17;

/** Pixels per character: the widest of the requested fonts with capitals and digits mixed. */
const CHARACTER = 7.6;
const BOLD_CHARACTER = 9.2;

/** Lines of text; the first is bold if it is a title. */
export function texts(lines: readonly string[], isTitle = false): Box {
  return {
    width: Math.max(
      0,
      ...lines.map((line, i) => line.length * (isTitle && i === 0 ? BOLD_CHARACTER : CHARACTER)),
    ),
    height: lines.length * LINE,
    draw: (x, y) =>
      lines.map((line, i) => {
        const style = isTitle && i === 0 ? ' font-weight="bold"' : '';
        return `<text x="${x}" y="${y + i * LINE + 13}"${style}>${xmlText(line)}</text>`;
      }),
  };
}

/** Lines of text in a rounded frame. */
export function chip(lines: readonly string[], fill = '#ffffff'): Box {
  return framed(texts(lines), fill, 6, 6);
}

/** Boxes stacked vertically. */
export function column(boxes: readonly Box[], gap = GAP): Box {
  return {
    width: Math.max(0, ...boxes.map(({ width }) => width)),
    height: boxes.reduce((sum, { height }) => sum + height, gap * Math.max(0, boxes.length - 1)),
    draw(x, y) {
      let top = y;
      return boxes.flatMap((box) => {
        const drawn = box.draw(x, top);
        top += box.height + gap;
        return drawn;
      });
    },
  };
}

/** Boxes side by side, aligned at the top. */
export function row(boxes: readonly Box[], gap = GAP): Box {
  return {
    width: boxes.reduce((sum, { width }) => sum + width, gap * Math.max(0, boxes.length - 1)),
    height: Math.max(0, ...boxes.map(({ height }) => height)),
    draw(x, y) {
      let left = x;
      return boxes.flatMap((box) => {
        const drawn = box.draw(left, y);
        left += box.width + gap;
        return drawn;
      });
    },
  };
}

/** A box with a frame around it. */
export function framed(content: Box, fill: string, margin = GAP, radius = 4): Box {
  const width = Math.ceil(content.width + 2 * margin);
  const height = Math.ceil(content.height + 2 * margin);
  return {
    width,
    height,
    draw: (x, y) => [
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="#8a8a8a"/>`,
      ...content.draw(x + margin, y + margin),
    ],
  };
}

/** A box of at least that size; the rest is empty. */
export function atLeast(box: Box, width: number, height: number): Box {
  return { ...box, width: Math.max(width, box.width), height: Math.max(height, box.height) };
}

/** The whole file, on white, so that it is readable on any background. */
export function svg(content: Box): string {
  const [width, height] = [Math.ceil(content.width + 2 * GAP), Math.ceil(content.height + 2 * GAP)];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="12.5" fill="#1f1f1f">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...content.draw(GAP, GAP),
    '</svg>',
  ].join('\n')}\n`;
}
