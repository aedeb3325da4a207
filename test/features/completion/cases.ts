import { readFileSync } from 'node:fs';

/** A cursor in a template and what is offered there. */
export interface Case {
  readonly name: string;
  readonly fileName: string;
  /** The whole template. */
  readonly text: string;
  readonly offset: number;
  readonly trigger: string | undefined;
  readonly first: string | undefined;
  /** One of the first five. */
  readonly among: string | undefined;
  readonly also: readonly string[];
  readonly not: readonly string[];
  readonly isNone: boolean;
  /** The trimmed line of the cursor once the first is applied. */
  readonly writes: string | undefined;
}

const here = new URL('./', import.meta.url);

/** The cases of a file: resources that are put at the end of a template, or whole templates. */
export function casesIn(file: string, template?: string): readonly Case[] {
  const whole = template === undefined ? '' : readFileSync(new URL(template, here), 'utf8');
  const comment = file.endsWith('.json') ? '// ' : '# ';
  const [, ...blocks] = readFileSync(new URL(file, here), 'utf8').split(`${comment}--- `);
  return blocks.map((block) => {
    const lines = block.trimEnd().split('\n');
    const says = lines.slice(1).filter((line) => line.startsWith(comment));
    const body = lines.slice(1).filter((line) => !line.startsWith(comment));
    const said = (key: string) =>
      says.find((line) => line.startsWith(`${comment}${key}:`))?.slice(comment.length + key.length + 2);
    const written = body.join('\n');
    const marked = template === undefined ? written : placed(whole, written, template);
    const offset = marked.indexOf('<|>');
    if (offset < 0 || marked.split('<|>').length !== 2)
      throw new Error(`${file}: ${lines[0]}: one cursor is needed.`);
    return {
      name: `${file}: ${lines[0]}`,
      fileName: template ?? file,
      text: marked.replace('<|>', ''),
      offset,
      trigger: said('trigger') === 'space' ? ' ' : said('trigger'),
      first: said('first'),
      among: said('among'),
      also: listOf(said('also')),
      not: listOf(said('not')),
      isNone: says.includes(`${comment}none`),
      writes: said('writes'),
    };
  });
}

function placed(whole: string, body: string, template: string): string {
  if (template.endsWith('.yaml')) return `${whole}${body}\n`;
  const end = whole.lastIndexOf('\n  }\n}');
  return `${whole.slice(0, end)},\n${body}${whole.slice(end)}`;
}

/** Labels with commas between them; those in brackets are one. */
function listOf(said: string | undefined): readonly string[] {
  return said === undefined ? [] : said.split(/, (?![^[]*\])/);
}
