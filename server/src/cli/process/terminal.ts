/** The number of columns that a text needs on a terminal. */
export function terminalColumns(text: string): number {
  if (ASCII.test(text)) return text.length;
  // Created on demand, since that takes longer than many a run.
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    columns += WIDE.test(segment) ? 2 : NARROW.test(segment) ? 0 : 1;
  }
  return columns;
}

const ASCII = /^[ -~]*$/;

/** East Asian letters and emoji (Unicode's UAX 11, "wide"; read 2026-11-23). */
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]|\uFE0F/u;

/** Characters without a width of their own. */
const NARROW = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
