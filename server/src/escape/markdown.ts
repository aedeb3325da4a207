import { printable, printableLine } from './printable.ts';

/**
 * Markdown that we wrote, with every text of a file in it escaped. An object, not a text: a text of a file that nobody
 * escaped does not compile where Markdown is wanted, and Markdown does not pass for a text that is yet to be escaped.
 */
export interface Markdown {
  readonly markdown: string;
}

type Inline = Markdown | string | number | bigint | boolean;

/** Markdown with values in it: texts are escaped and stand on one line, Markdown stands as it is. */
export function md(literals: TemplateStringsArray, ...values: readonly Inline[]): Markdown {
  const parts = literals.map((text, i) => text + (i < values.length ? markdownOf(values[i]!) : ''));
  return { markdown: parts.join('') };
}

/** Escapes a text, so that it reads as it is written; Markdown stays as it is. */
export function toMarkdown(part: Inline): Markdown {
  return { markdown: markdownOf(part) };
}

function markdownOf(part: Inline): string {
  return typeof part === 'object' ? part.markdown : escaped(String(part));
}

/**
 * A backslash before every character that means something to CommonMark within a line, at the start of one, or to GitHub's
 * extension, which makes links of plain addresses (https://github.github.com/gfm/#autolinks-extension-).
 */
function escaped(text: string): string {
  return printableLine(text)
    .replace(/[\\`*_[\]<>!#|~&$]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\.|@/gi, '\\$&')
    .replace(/^(\s*)([-+=](?=\s|$|[-=])|\d+(?=[.)](?:\s|$)))/, (_, space: string, start: string) =>
      /\d/.test(start) ? `${space}${start}\\` : `${space}\\${start}`,
    );
}

/** A text in code letters, whatever backticks it has; several lines become a block. */
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

/** A link; what would end its address is percent-encoded. */
export function link(text: string, address: string): Markdown {
  const encoded = address.replace(
    /[()<>\\\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return { markdown: `[${markdownOf(text)}](${encoded})` };
}

/** Parts with something of ours between them, such as `' · '`; empty ones are left out. */
export function joined(parts: readonly Inline[], between: string): Markdown {
  return {
    markdown: parts
      .map(markdownOf)
      .filter((part) => part !== '')
      .join(between),
  };
}

/** Paragraphs under each other; undefined where there is none. */
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
