import { readFileSync } from 'node:fs';
import { pageIn, type RulePages } from '../rulePages.ts';

/** From a rule's id to its page in Markdown; undefined where the installation has none. */
export type RulePage = (id: string) => string | undefined;

/** Looks rule pages up in `file`, a JSON object from rule id to page, which is read at the first question. */
export function rulePagesIn(file: string): RulePage {
  let pages: RulePages | undefined;
  return (id) => {
    pages ??= readPages(file);
    return pageIn(pages, id);
  };
}

function readPages(file: string): RulePages {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A check works without the pages, and `rules` says that the page is missing.
    return {};
  }
}
