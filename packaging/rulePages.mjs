import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

const folder = 'docs/rules';

/**
 * The pages of docs/rules/ as one JSON object, from a rule's id (README for the list) to its Markdown. In a package, one file is half as
 * large as a file for each page: the pages have much text in common. `{id}` stands for the rule's id, which makes the sentences that
 * name it the same in every page.
 */
export async function rulePagesAsJson() {
  const names = (await readdir(folder)).filter((name) => extname(name) === '.md').sort();
  const pages = await Promise.all(
    names.map(async (name) => {
      const id = basename(name, '.md');
      const page = await readFile(join(folder, name), 'utf8');
      return [id, page.replaceAll(id, '{id}')];
    }),
  );
  return JSON.stringify(Object.fromEntries(pages));
}
