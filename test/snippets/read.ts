import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Snippet {
  readonly file: string;
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly scope: string;
  readonly body: string;
  /** The files that it is offered in. */
  readonly include: readonly string[];
}

export const snippetFiles = readdirSync(join(root, 'snippets')).sort();

/** Every snippet, as its file has it. */
export const snippets: readonly Snippet[] = snippetFiles.flatMap((file) => {
  const entries: Record<string, Partial<Snippet> & { body: string | string[] }> = JSON.parse(
    readFileSync(join(root, 'snippets', file), 'utf8'),
  );
  return Object.entries(entries).map(([name, entry]) => ({
    file,
    name,
    prefix: entry.prefix ?? '',
    description: entry.description ?? '',
    scope: entry.scope ?? '',
    body: [entry.body].flat().join('\n'),
    include: entry.include ?? [],
  }));
});
