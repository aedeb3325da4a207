import type { Format } from './syntax/tree.ts';
import { ZAPPA_FILES } from './zappa/files.ts';

export { ZAPPA_FILES } from './zappa/files.ts';

export type FileKind = 'zappa' | 'template' | 'inventory';

/** The folder of the inventory: one or several JSON files in which AWS describes existing networks. */
export const INVENTORY_FOLDER = '.vpc-lens';

/** Whether a path or a URI is that of an inventory file. */
export function isInventoryName(fileName: string): boolean {
  return /(?:^|[\\/])\.vpc-lens[\\/][^\\/]+\.json$/i.test(fileName);
}

/** The file name extension of network tests. */
export const NETWORK_TESTS = /\.nettest\.ya?ml$/i;

/** Whether a path or a URI is that of a file of network tests. */
export function isNetworkTestName(fileName: string): boolean {
  return NETWORK_TESTS.test(fileName);
}

/** How many characters are inspected. Templates begin with their sections, possibly after comments. */
const LOOK_AT = 100_000;

/**
 * The kind of a document by its name and its first characters, without parsing: cheap enough for every document that an
 * editor opens. Undefined for every other file.
 */
export function fileKindOf(fileName: string, text: string): FileKind | undefined {
  if (ZAPPA_FILES.includes(baseName(fileName))) return 'zappa';
  if (isInventoryName(fileName)) return 'inventory';
  return looksLikeTemplate(withoutMargin(text.slice(0, LOOK_AT))) ? 'template' : undefined;
}

/**
 * The format of the text by the file's extension; if that is no help, by its first character. Zappa reads every file
 * that is neither YAML nor TOML as JSON (zappa/cli.py load_settings_file).
 */
export function formatOf(fileName: string, text: string, kind?: FileKind): Format {
  const extension = /\.([a-z0-9]+)$/i.exec(baseName(fileName))?.[1]?.toLowerCase();
  if (extension === 'toml') return 'toml';
  if (extension === 'yml' || extension === 'yaml') return 'yaml';
  if (extension === 'json' || extension === 'jsonc') return 'json';
  return kind === 'zappa' || /^\uFEFF?\s*\{/.test(text) ? 'json' : 'yaml';
}

// A section is at the start of a line, as in block YAML, or after a brace or a comma, as in JSON on one line. Which
// brace it is in is decided when the file is parsed.
const VERSION =
  /^\uFEFF?["']?AWSTemplateFormatVersion["']?[ ]*:|[{,]\s*["']?AWSTemplateFormatVersion["']?\s*:/m;
const SAM = /["']?Transform["']?\s*:\s*(?:-\s*|\[\s*)?["']?AWS::Serverless-2016-10-31/;
const RESOURCES = /^\uFEFF?["']?Resources["']?[ ]*:|^[ \t]*"Resources"[ ]*:|[{,]\s*["']?Resources["']?\s*:/m;
const TYPE = /["']?Type["']?[ ]*:\s*["']?(?:AWS|Alexa|Custom)::[A-Za-z0-9]/;

/**
 * Removes the indentation of the first line with content from every line: YAML allows a whole document to be indented.
 */
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

/** A type that is being typed: empty, or the start of `AWS::`. */
const BEGUN_TYPE = /Type["']?[ ]?:[ ]?["']?(?:A(?:W(?:S:{0,2})?)?)?["']?(?:[ ]?[,}]|\r?$)/m;
const SECTION =
  /^(?:AWSTemplateFormatVersion|Description|Metadata|Parameters|Rules|Mappings|Conditions|Transform|Resources|Outputs|Globals)[ ]*:|^[\s#]|^---|^$/;
const NAME_ALONE = /^[A-Za-z0-9]*:?$/;

function looksLikeTemplate(head: string): boolean {
  if (VERSION.test(head) || SAM.test(head)) return true;
  return RESOURCES.test(head) && (TYPE.test(head) || BEGUN_TYPE.test(head) || hasOnlySections(head));
}

/** Block YAML that has only sections of a template, without complete resources. */
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

/** The last part of a path or a URI. */
export function baseName(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
}
