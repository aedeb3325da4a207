/** The packaged pages of rules, from a rule's id (README for the list) to its Markdown, in which `{id}` stands for that id. */
export type RulePages = Readonly<Record<string, string>>;

/** The page of a rule as it is read; undefined where there is none. packaging/rulePages.mjs writes the pages. */
export function pageIn(pages: RulePages, id: string): string | undefined {
  return pages[id]?.replaceAll('{id}', id);
}
