// node packaging/checkPackage.mjs FILE.vsix: lists what is in the package; fails when there is too much or too little.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, main } from '../test/host/failure.mjs';
import { root } from '../test/host/paths.mjs';

/** 1.5 MB as vsce counts them, of 1,048,576 bytes each. Half of it is the program that the command line and the language server share. */
const mostBytes = 1.5 * 1024 * 1024;

const allowed =
  /^extension\/(package\.json|package\.nls(\.[a-z]+)?\.json|l10n\/bundle\.l10n\.[a-z]+\.json|readme\.md|changelog\.md|support\.md|license\.txt|client\/[^/]+\.(png|schema\.json)|dist\/(extension|server|program|worker|answerTool|aws)\.cjs|dist\/(cli|serverInWorker)\.js|dist\/(package|rulePages)\.json|dist\/webview\/[^/]+\.(js|css)|dist\/licences\.txt|examples\/with-mistakes\/can-it-get-there\/shop\.yaml|docs\/images\/walkthrough\/[^/]+\.svg|snippets\/[^/]+|syntaxes\/[^/]+)$/i;
const needed = [
  'package.json',
  'package.nls.json',
  'package.nls.de.json',
  'l10n/bundle.l10n.de.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/extension.cjs',
  'dist/server.cjs',
  'dist/cli.js',
  'dist/program.cjs',
  'dist/worker.cjs',
  'dist/package.json',
  'dist/rulePages.json',
  'examples/with-mistakes/can-it-get-there/shop.yaml',
  'dist/answerTool.cjs',
  'dist/aws.cjs',
  'dist/serverInWorker.js',
  'dist/licences.txt',
  // What a page loads is known only when it is opened, so all that was built for pages is needed.
  ...readdirSync(join(root, 'dist/webview')).map((name) => `dist/webview/${name}`),
];

await main(() => {
  const archive = readFileSync(process.argv[2]);
  const names = namesIn(archive).filter(
    (name) => !/^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/.test(name),
  );
  console.log(names.join('\n'));
  console.log(`${names.length} files, ${archive.length.toLocaleString('en-US')} bytes`);

  const strangers = names.filter((name) => !allowed.test(name));
  if (strangers.length > 0)
    throw new Failure(`These do not belong into the package: ${strangers.join(', ')}.`);
  const present = new Set(names.map((name) => name.toLowerCase()));
  const missing = needed.filter((name) => !present.has(`extension/${name}`.toLowerCase()));
  if (missing.length > 0) throw new Failure(`These are missing in the package: ${missing.join(', ')}.`);
  if (archive.length > mostBytes) throw new Failure(`The package is larger than ${mostBytes} bytes.`);
});

/** The names in a ZIP archive, read from its central directory (APPNOTE.TXT 4.3.12 and 4.3.16). */
function namesIn(archive) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  const count = archive.readUInt16LE(end + 10);
  const names = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    );
    names.push(archive.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return names;
}
