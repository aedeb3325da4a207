import { printable, printableLine } from './printable.ts';

/**
 * Markdown of our own in which every text of a file is escaped. It is an object, not a string, so that the compiler
 * rejects an unescaped text where Markdown is expected, and Markdown where a text is.
 */
export interface Markdown {
  readonly markdown: string;
}

type Inline = Markdown | string | number | bigint | boolean;

/** Markdown with interpolated values: texts are escaped and kept on one line, Markdown is inserted as it is. */
export function md(literals: TemplateStringsArray, ...values: readonly Inline[]): Markdown {
  const parts = literals.map((text, i) => text + (i < values.length ? markdownOf(values[i]!) : ''));
  return { markdown: parts.join('') };
}

/** Escapes a text, so that it is displayed as written; Markdown is returned as it is. */
export function toMarkdown(part: Inline): Markdown {
  return { markdown: markdownOf(part) };
}

function markdownOf(part: Inline): string {
  return typeof part === 'object' ? part.markdown : escaped(String(part));
}

/**
 * Puts a backslash before every character that is special to CommonMark inside of a line or at the start of one, or to
 * GitHub's autolinks (https://github.github.com/gfm/#autolinks-extension-).
 */
function escaped(text: string): string {
  return printableLine(text)
    .replace(/[\\`*_[\]<>!#|~&$]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\.|@/gi, '\\$&')
    .replace(/^(\s*)([-+=](?=\s|$|[-=])|\d+(?=[.)](?:\s|$)))/, (_, space: string, start: string) =>
      /\d/.test(start) ? `${space}${start}\\` : `${space}\\${start}`,
    );
}

/** A text as a code span, whatever backticks it contains; several lines become a code block. */
export function code(text: string): Markdown {
  const shown = printable(text);
  const ticks = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  if (shown.includes('\n')) {
    const fence = ticks.padEnd(3, '`');
    return { markdown: `\n${fence}\n${shown}\n${fence}\n` };
  }
  const space = ticks.length > 1 || /^\s|\s$|^$/.test(shown) ? ' ' : '';
  return { markdown: `${ticks}${space}${shown}${space}${ticks}` };
}

/** A link; characters that would end its address are percent-encoded. */
export function link(text: string, address: string): Markdown {
  const encoded = address.replace(
    /[()<>\\\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return { markdown: `[${markdownOf(text)}](${encoded})` };
}

/** Joins parts with a separator such as `' · '`; empty parts are left out. */
export function joined(parts: readonly Inline[], between: string): Markdown {
  return {
    markdown: parts
      .map(markdownOf)
      .filter((part) => part !== '')
      .join(between),
  };
}

/** Joins paragraphs; undefined if there are none. */
export function paragraphs(...parts: readonly (Markdown | undefined)[]): Markdown | undefined {
  const all = joined(
    parts.filter((part) => part !== undefined),
    '\n\n',
  );
  return all.markdown === '' ? undefined : all;
}

export function bullets(lines: readonly Inline[]): Markdown {
  return joined(
    lines.map((line) => md`- ${line}`),
    '\n',
  );
}

/** "A", "A and B", "A, B and C", as `listed` of texts. */
export function listedMarkdown(parts: readonly Inline[]): Markdown {
  return parts.length < 2 ? joined(parts, '') : md`${joined(parts.slice(0, -1), ', ')} and ${parts.at(-1)!}`;
}
