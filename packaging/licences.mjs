// The licences of the packages that are bundled: each asks that its text goes with every copy.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text for people. `metafiles` are esbuild's lists of what is in each bundle. */
export async function licencesOf(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const packages = await Promise.all([...folders].map(describe));
  // Packages of one project share a text.
  const parts = [...new Set(packages.map(({ text }) => text))].map((text) => {
    const titles = packages.flatMap((one) => (one.text === text ? [one.title] : []));
    return `${titles.sort().join('\n')}\n\n${text}\n`;
  });
  return ['VPC Lens contains these packages.\n', ...parts.sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

async function describe(folder) {
  const { name, version, license, author, repository } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
  if (typeof license !== 'string') throw new Error(`${name} does not say its licence.`);
  const text = file && (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return {
    title: `${name} ${version} (${license})`,
    // A package without the text names the licence and whose it is.
    text: text ?? `${license}, ${author?.name ?? author ?? repository?.url ?? name}`,
  };
}
