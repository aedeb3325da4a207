import type { Content } from './content.ts';
import { readWhole, unreadWords } from './readFile.ts';
import { mayName } from './repository.ts';

/** The most that is read of a `vpc-lens.json`. */
const MOST_SETTINGS_BYTES = 1_000_000;

/** The file at a path that a person names, or the file `by` of a repository; see `mayName`. */
export function readNamed(path: string, by: string | undefined, opened: readonly string[]): Content {
  const read = by === undefined || mayName(by, path, opened) ? readWhole(path) : 'outside';
  return typeof read === 'object' ? read : { unread: unreadWords(read) };
}

/** A `vpc-lens.json`; undefined where there is none. It may be a link, within its repository. */
export function readSettingsFile(path: string, opened: readonly string[]): Content | undefined {
  const read = mayName(path, path, opened) ? readWhole(path, MOST_SETTINGS_BYTES) : 'outside';
  if (read === 'missing') return undefined;
  return typeof read === 'object' ? read : { unread: unreadWords(read) };
}
