import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type FileKind, fileKindOf } from '../../server/src/languageService.ts';
import { readFixture } from '../fixture.ts';

/** A real document: an example, or a fixture of a rule without its markers. */
export interface Document {
  readonly name: string;
  readonly text: string;
  readonly kind: FileKind;
}

const root = new URL('../../', import.meta.url);

/** The examples, in the order of their names. */
export function examples(): readonly Document[] {
  return filesBelow('examples/').map(({ name, text }) => ({ name, text, kind: kindOf(name, text) }));
}

/** The fixtures of all rules; settings among them have names of their own. */
export function fixtures(): readonly Document[] {
  return filesBelow('test/rules/')
    .filter(({ name }) => /\/(bad|good)-[^/]+$/.test(name))
    .map(({ name, text }) => {
      const fixture = readFixture(name, text);
      return { name, text: fixture.text, kind: kindOf(name, fixture.text) };
    });
}

function kindOf(name: string, text: string): FileKind {
  return fileKindOf(basename(name), text) ?? (name.includes('/inventory-') ? 'inventory' : 'zappa');
}

function filesBelow(folder: string): readonly { name: string; text: string }[] {
  return readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json|toml|template)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort()
    .map((path) => ({ name: path.slice(path.indexOf(folder)), text: readFileSync(path, 'utf8') }));
}
