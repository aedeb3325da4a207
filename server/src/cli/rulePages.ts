import { readFileSync } from 'node:fs';

/** From a rule's id to its page in Markdown; undefined where the installation has none. */
export type RulePage = (id: string) => string | undefined;

/** Looks rule pages up in `file`, a JSON object from rule id to page, which is read at the first question. */
export function rulePagesIn(file: string): RulePage {
  let pages: Readonly<Record<string, string>> | undefined;
  return (id) => {
    pages ??= readPages(file);
    return pages[id];
  };
}

function readPages(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A check works without the pages, and `rules` says that the page is missing.
    return {};
  }
}
