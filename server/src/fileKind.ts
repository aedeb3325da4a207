import type { Format } from './syntax/tree.ts';
import { ZAPPA_FILES } from './zappa/files.ts';

export { ZAPPA_FILES } from './zappa/files.ts';

export type FileKind = 'zappa' | 'template' | 'inventory';

/** The folder that holds what AWS said of networks that exist, a JSON file or several. */
export const INVENTORY_FOLDER = '.vpc-lens';

/** Whether a path or an address is that of a file of an inventory. */
export function isInventoryName(fileName: string): boolean {
  return /(?:^|[\\/])\.vpc-lens[\\/][^\\/]+\.json$/i.test(fileName);
}

/** The ending of files of network tests. */
export const NETWORK_TESTS = /\.nettest\.ya?ml$/i;

/** Whether a path or an address is that of a file of network tests. */
export function isNetworkTestName(fileName: string): boolean {
  return NETWORK_TESTS.test(fileName);
}

/** Enough to see what a file is; templates begin with their sections, though comments may come first. */
const LOOK_AT = 100_000;

/**
 * What a document seems to be by its name and its first characters, without parsing: cheap enough for every document
 * that an editor opens. Undefined for everything that is none of our business.
 */
export function fileKindOf(fileName: string, text: string): FileKind | undefined {
  if (ZAPPA_FILES.includes(baseName(fileName))) return 'zappa';
  if (isInventoryName(fileName)) return 'inventory';
  return looksLikeTemplate(withoutMargin(text.slice(0, LOOK_AT))) ? 'template' : undefined;
}

/**
 * How the text is written: by the file's extension, and for extensions that say nothing by its first character. Zappa
 * takes whatever is neither YAML nor TOML for JSON (zappa/cli.py load_settings_file).
 */
export function formatOf(fileName: string, text: string, kind?: FileKind): Format {
  const extension = /\.([a-z0-9]+)$/i.exec(baseName(fileName))?.[1]?.toLowerCase();
  if (extension === 'toml') return 'toml';
  if (extension === 'yml' || extension === 'yaml') return 'yaml';
  if (extension === 'json' || extension === 'jsonc') return 'json';
  return kind === 'zappa' || /^\uFEFF?\s*\{/.test(text) ? 'json' : 'yaml';
}

// A section stands at the start of a line, as block YAML has it, or behind a brace or a comma, as JSON has it, which may
// be one line. Which of several braces it was is decided where the file is read.
const VERSION =
  /^\uFEFF?["']?AWSTemplateFormatVersion["']?[ ]*:|[{,]\s*["']?AWSTemplateFormatVersion["']?\s*:/m;
const SAM = /["']?Transform["']?\s*:\s*(?:-\s*|\[\s*)?["']?AWS::Serverless-2016-10-31/;
const RESOURCES = /^\uFEFF?["']?Resources["']?[ ]*:|^[ \t]*"Resources"[ ]*:|[{,]\s*["']?Resources["']?\s*:/m;
const TYPE = /["']?Type["']?[ ]*:\s*["']?(?:AWS|Alexa|Custom)::[A-Za-z0-9]/;

/** YAML may indent a whole document: the blanks before its first line that says something are cut from every line. */
function withoutMargin(head: string): string {
  const lines = /(?:\uFEFF)?([ ]*)(\S.*)?(?:\r?\n|$)/y;
  while (lines.lastIndex < head.length) {
    const [, blanks, content] = lines.exec(head) ?? [];
    if (blanks === undefined) return head;
    if (content === undefined || /^(?:#|---)/.test(content)) continue;
    return blanks === '' ? head : head.replaceAll(new RegExp(`^${blanks}`, 'gm'), '');
  }
  return head;
}

/** A type that somebody has begun to write: nothing yet, or the start of `AWS::`. */
const BEGUN_TYPE = /Type["']?[ ]?:[ ]?["']?(?:A(?:W(?:S:{0,2})?)?)?["']?(?:[ ]?[,}]|\r?$)/m;
const SECTION =
  /^(?:AWSTemplateFormatVersion|Description|Metadata|Parameters|Rules|Mappings|Conditions|Transform|Resources|Outputs|Globals)[ ]*:|^[\s#]|^---|^$/;
const NAME_ALONE = /^[A-Za-z0-9]*:?$/;

function looksLikeTemplate(head: string): boolean {
  if (VERSION.test(head) || SAM.test(head)) return true;
  return RESOURCES.test(head) && (TYPE.test(head) || BEGUN_TYPE.test(head) || hasOnlySections(head));
}

/** Block YAML with sections of a template alone, in which there are no resources yet but the names of some. */
function hasOnlySections(head: string): boolean {
  let isInResources = false;
  let hasResources = false;
  for (const line of head.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const content = line.startsWith(' ') ? line.trim() : '';
    const isName = content.startsWith('#') || NAME_ALONE.test(content);
    if (!SECTION.test(line) || (isInResources && !isName)) return false;
    if (/^[A-Z]/.test(line)) isInResources = /^Resources[ ]*:[ ]*$/.test(line);
    hasResources ||= isInResources;
  }
  return hasResources;
}

/** The last part of a path or an address. */
export function baseName(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
}
