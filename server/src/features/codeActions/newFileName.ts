import type { TextDocumentEdit } from 'vscode-languageserver-types';
import { analyze } from '../../analysis.ts';
import { parse } from '../../syntax/parse.ts';
import { lineStartsOf, type Span } from '../../syntax/span.ts';
import { entryAt, type Format, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { LOCATION, writtenPath } from '../../template/crossStack/resolver.ts';
import { rangeOf } from '../ranges.ts';
import type { DocumentVersion } from '../workspaceEdit.ts';
import type { OtherTemplate, OtherTemplates } from './remedyTemplates.ts';

/** A file other than a template that may refer to one. */
export interface NamingFile extends OtherTemplate {
  readonly format: Format;
  readonly kind: 'tests' | 'settings' | 'deployment';
}

/** The file name in a URI. */
export function fileNameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The places where other files may refer to the document. */
export interface NameHost {
  readonly templates: OtherTemplates;
  /** Whether a nested stack with this location, in the template at a URI, is the document. */
  readonly isDocument: (from: string, location: string) => boolean;
  /** Tests and deployment settings beside the document, and the settings files of its folder and those above. */
  readonly naming: () => readonly NamingFile[];
}

/**
 * The edits that change the name of a file wherever other files of the workspace refer to it: nested stacks, `template`
 * of network tests, SAM's deployment settings and `vpc-lens.json`. Globs that match both names are kept.
 */
export function editsOfNewName(
  { uri }: DocumentVersion,
  newName: string,
  { templates, isDocument, naming }: NameHost,
): readonly TextDocumentEdit[] {
  const name = fileNameOf(uri);
  const inTemplates = templates([name]).flatMap((other) => {
    const content = other.uri === uri ? undefined : analyze(other.uri, other.text)?.content;
    if (content?.kind !== 'template') return [];
    const locations = [...content.template.resources.values()].flatMap(({ type, properties }) => {
      const location = valueAt(properties, LOCATION[type] ?? '');
      if (location?.kind !== 'scalar' || location.tag !== undefined) return [];
      const path = writtenPath(location.text);
      return path !== undefined && isDocument(other.uri, path) ? [location] : [];
    });
    return editOf(other, locations, name, newName);
  });
  const inOthers = naming().flatMap((other) => {
    const { root } = parse(other.text, other.format);
    return editOf(other, namedIn(other, root, relativeName(other.uri, uri)), name, newName);
  });
  return [...inTemplates, ...inOthers];
}

/** The path of a file relative to the folder of another file above it. */
function relativeName(from: string, to: string): string {
  return decodeURIComponent(to.slice(from.lastIndexOf('/') + 1));
}

function namedIn({ kind }: NamingFile, root: Node | undefined, path: string): readonly Scalar[] {
  const isNamed = ({ text }: Scalar) => text === path || text === `./${path}`;
  if (kind === 'tests') return scalarsIn(entryAt(root, 'template')?.value).filter(isNamed);
  if (kind === 'settings') return scalarsIn(root).filter(isNamed);
  return entriesCalled(root, /^template(?:_file)?$/).filter(isNamed);
}

/** The keys and values of a node, including the items of lists. */
function scalarsIn(node: Node | undefined): readonly Scalar[] {
  const one = resolved(node);
  switch (one?.kind) {
    case 'scalar':
      return [one];
    case 'sequence':
      return one.items.flatMap(scalarsIn);
    case 'mapping':
      return one.entries.flatMap(({ key, value }) => [key, ...scalarsIn(value)]);
    default:
      return [];
  }
}

function entriesCalled(node: Node | undefined, name: RegExp): readonly Scalar[] {
  const one = resolved(node);
  if (one?.kind !== 'mapping') return [];
  return one.entries.flatMap(({ key, value }) =>
    name.test(key.text) ? scalarsIn(value) : entriesCalled(value, name),
  );
}

/** Replaces the name at the end of a text; a text with escape sequences is left alone. */
function editOf(
  { uri, version, text }: OtherTemplate,
  scalars: readonly Scalar[],
  name: string,
  newName: string,
): readonly TextDocumentEdit[] {
  const lines = lineStartsOf(text);
  const edits = scalars.flatMap(({ start, end }) => {
    const at = text.slice(start, end).lastIndexOf(name);
    const span: Span = { start: start + at, end: start + at + name.length };
    return at < 0 ? [] : [{ range: rangeOf(lines, span), newText: newName }];
  });
  return edits.length === 0 ? [] : [{ textDocument: { uri, version }, edits }];
}
