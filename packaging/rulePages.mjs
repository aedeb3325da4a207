import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = 'docs/rules';

/**
 * The pages of docs/rules/ as one JSON object, from a rule's id (README for the list) to its Markdown. In a package, one file is half as
 * large as a file for each page: the pages have much text in common. `{id}` stands for the rule's id, which makes the sentences that
 * name it the same in every page, and the pages are in the order of the list, where related rules are next to each other.
 */
export async function rulePagesAsJson() {
  const list = await readFile(join(folder, 'README.md'), 'utf8');
  const ids = [...list.matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, id]) => id);
  const pages = await Promise.all(
    ids.map(async (id) => {
      const page = await readFile(join(folder, `${id}.md`), 'utf8');
      return [id, page.replaceAll(id, '{id}')];
    }),
  );
  // The padding of the table's columns is for those who read the file itself.
  return JSON.stringify(Object.fromEntries([['README', list.replaceAll(/ {2,}\|/g, ' |')], ...pages]));
}
