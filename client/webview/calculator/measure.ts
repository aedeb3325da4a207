let context: CanvasRenderingContext2D | undefined;
const known = new Map<string, number>();

/** The width of a text in the page's font, in pixels. */
export function measured(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (!context) {
    context = document.createElement('canvas').getContext('2d')!;
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(document.body);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  }
  const width = Math.ceil(context.measureText(text).width);
  if (known.size > 5000) known.clear();
  known.set(text, width);
  return width;
}
