import type { Position, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { type Analysis, analyze } from '../../analysis.ts';
import { offsetAt, type Span } from '../../syntax/span.ts';
import { entriesOf, entryAt, type Scalar, valueAt } from '../../syntax/tree.ts';
import { LOCATION, writtenPath } from '../../template/crossStack/resolver.ts';
import { occurrencesIn, referencesIn, textSpan } from '../../template/references.ts';
import type { OtherTemplates } from '../codeActions/remedyTemplates.ts';
import { rangeOf } from '../ranges.ts';
import { type DocumentVersion, lspTextEdits } from '../workspaceEdit.ts';
import { exportNames, importNames, nameAt, type RenamedName } from './nameAt.ts';

export interface RenameHost {
  readonly document: DocumentVersion;
  /** Other templates of the workspace; the document itself may be included. */
  readonly templates: OtherTemplates;
  /** Whether a nested stack with this location, in the template at a URI, is the document. */
  readonly isDocument: (from: string, location: string) => boolean;
}

/** The name at the cursor, as the editor's input box shows it; undefined if nothing can be renamed. */
export function prepareRename(
  analysis: Analysis,
  position: Position,
): { range: Range; placeholder: string } | undefined {
  const name = nameAt(analysis, offsetAt(analysis.tree.text, analysis.lines, position));
  if (!name || !isVerbatim(name.at, name.name, analysis)) return undefined;
  return { range: rangeOf(analysis.lines, name.at), placeholder: name.name };
}

/** Whether other templates may refer to the name at the cursor, so that a rename needs to read them. */
export function mayBeNamedElsewhere(analysis: Analysis, position: Position): boolean {
  const name = nameAt(analysis, offsetAt(analysis.tree.text, analysis.lines, position));
  return name !== undefined && isNamedElsewhere(name);
}

/** Resources, conditions and mappings are local to a template. */
function isNamedElsewhere(name: RenamedName): boolean {
  return name.kind !== 'declared' || name.section === 'Parameters';
}

/**
 * The edits that change a name wherever it is used: in the template and, in the workspace, imports of an export, and
 * parameters and outputs in templates that nest this one. Or a sentence about why it cannot be renamed.
 */
export function rename(
  analysis: Analysis,
  position: Position,
  newName: string,
  host: RenameHost,
): WorkspaceEdit | { readonly refused: string } | undefined {
  const name = nameAt(analysis, offsetAt(analysis.tree.text, analysis.lines, position));
  if (!name) return undefined;
  if (newName === name.name) return { documentChanges: [] };
  const refused = refusal(analysis, name, newName);
  if (refused !== undefined) return { refused };
  const own = spansIn(analysis, name);
  if (own.some((span) => !isVerbatim(span, name.name, analysis)))
    return { refused: `${name.name} is written with escapes somewhere in the template.` };
  const others = (isNamedElsewhere(name) ? host.templates([name.name]) : []).flatMap(
    (other): TextDocumentEdit[] => {
      if (other.uri === host.document.uri) return [];
      const read = analyze(other.uri, other.text);
      if (read?.content.kind !== 'template') return [];
      const spans = spansElsewhere(read, name, (location) => host.isDocument(other.uri, location));
      return spans.length === 0
        ? []
        : [editOf(read, spans, newName, { uri: other.uri, version: other.version })];
    },
  );
  return { documentChanges: [editOf(analysis, own, newName, host.document), ...others] };
}

function editOf(
  { lines }: Analysis,
  spans: readonly Span[],
  text: string,
  { uri, version }: DocumentVersion,
): TextDocumentEdit {
  return {
    textDocument: { uri, version },
    edits: lspTextEdits(
      lines,
      spans.map((span) => ({ span, text })),
    ),
  };
}

/** Every occurrence of the name in the template. */
function spansIn({ tree }: Analysis, name: RenamedName): readonly Span[] {
  switch (name.kind) {
    case 'declared':
      return occurrencesIn(tree)
        .filter((one) => one.section === name.section && one.name === name.name)
        .map(({ at }) => at);
    case 'output':
      return [name.at];
    case 'export':
      return namedSo([...exportNames(tree.root), ...importNames(tree.root)], name.name).map((scalar) =>
        textSpan(scalar, name.name, tree),
      );
  }
}

/** The occurrences of the name in another template. `isDocument` decides whether a location is that of the document. */
function spansElsewhere(
  { tree, content }: Analysis,
  name: RenamedName,
  isDocument: (location: string) => boolean,
): readonly Span[] {
  if (content.kind !== 'template') return [];
  if (name.kind === 'export')
    return namedSo([...exportNames(tree.root), ...importNames(tree.root)], name.name).map((scalar) =>
      textSpan(scalar, name.name, tree),
    );
  const stacks = [...content.template.resources.values()].filter(({ type, properties }) => {
    const location = valueAt(properties, LOCATION[type] ?? '');
    const path =
      location?.kind === 'scalar' && location.tag === undefined ? writtenPath(location.text) : undefined;
    return path !== undefined && isDocument(path);
  });
  if (name.kind === 'declared') {
    return stacks.flatMap(({ properties }) => {
      const given = entryAt(valueAt(properties, 'Parameters'), name.name);
      return given ? [textSpan(given.key, name.name, tree)] : [];
    });
  }
  const ids = new Set(stacks.map(({ id }) => id));
  const attribute = `Outputs.${name.name}`;
  return ['Resources', 'Outputs', 'Conditions'].flatMap((section) =>
    referencesIn(tree, section).flatMap(({ name: id, attribute: used }) => {
      if (!ids.has(id) || used?.name !== attribute) return [];
      const end = used.at.end;
      return [{ start: end - name.name.length, end }];
    }),
  );
}

function namedSo(scalars: readonly Scalar[], name: string): readonly Scalar[] {
  return scalars.filter(({ text }) => text === name);
}

function isVerbatim({ start, end }: Span, name: string, { tree }: Analysis): boolean {
  return tree.text.slice(start, end) === name;
}

/** Logical ids: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
const LOGICAL_ID = /^[A-Za-z0-9]{1,255}$/;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html */
const EXPORT_NAME = /^[A-Za-z0-9:-]{1,255}$/;

function refusal({ tree }: Analysis, name: RenamedName, newName: string): string | undefined {
  if (name.kind === 'export') {
    if (!EXPORT_NAME.test(newName))
      return 'The name of an export has letters, digits, colons and hyphens only.';
    return exportNames(tree.root).some(({ text }) => text === newName)
      ? `${newName} is exported already.`
      : undefined;
  }
  if (!LOGICAL_ID.test(newName)) return 'A name in a template has letters and digits only.';
  // Resources and parameters share a namespace, since Ref can mean either.
  const sections =
    name.kind === 'output'
      ? ['Outputs']
      : name.section === 'Resources' || name.section === 'Parameters'
        ? ['Resources', 'Parameters']
        : [name.section];
  const taken = sections.find((section) =>
    entriesOf(valueAt(tree.root, section)).some(({ key }) => key.text === newName),
  );
  return taken === undefined ? undefined : `${newName} is in ${taken} already.`;
}
