import { type CodeAction, CodeActionKind, type Range, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import type { Finding } from '../../rules/engine/findings.ts';
import { draftedEdits } from '../../syntax/edit.ts';
import { offsetAt } from '../../syntax/span.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { copyCommandsAction } from '../hover/inventoryHint.ts';
import { isBefore, rangeOf } from '../ranges.ts';
import { type DocumentVersion, workspaceEdit } from '../workspaceEdit.ts';
import { convertTemplate, convertToYaml } from './convert.ts';
import { preferredEdits } from './fixAll.ts';
import type { NameHost } from './newFileName.ts';
import { refactorings } from './refactorings/refactorings.ts';
import { remedyActions } from './remedyActions.ts';
import type { OtherTemplates } from './remedyTemplates.ts';
import { documentationActions, pageActions, turnOffActions } from './ruleActions.ts';
import { suppressions } from './suppress.ts';

/** The kind of "Fix all" of this extension, so that `editor.codeActionsOnSave` can name it. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpcLens`;

const REFACTORINGS = ['extract', 'inline', 'rewrite'] as const;

export interface CodeActionRequest {
  readonly range: Range;
  /** The requested kinds; undefined for all that belong in a menu. */
  readonly only: readonly CodeActionKind[] | undefined;
  readonly document: DocumentVersion;
  /** The editor supports renaming files in an edit. */
  readonly canRename?: boolean;
  /** The editor has the command that copies a text. */
  readonly canCopy?: boolean;
  /** The client's own commands that an action may use. */
  readonly commands?: readonly string[];
  /** The address of a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string | undefined;
  /** Other files that may be edited, too. */
  readonly templates?: OtherTemplates;
  /** Decides whether other files refer to the document, for an editor that can rename it; see `NameHost`. */
  readonly isDocument?: NameHost['isDocument'];
  readonly naming?: NameHost['naming'];
}

/** A code action whose edit is not computed yet. `action` has its other properties. */
interface Offer {
  readonly action: CodeAction;
  /** Undefined if the edited text would not say what the edit means. */
  readonly edit?: () => WorkspaceEdit | undefined;
}

/**
 * The code actions for the findings in a range: fixes first, then the rules' pages, and suppressions last. Also
 * refactorings there and, if requested, "fix all".
 */
export function codeActions(
  analysis: Analysis,
  findings: readonly Finding[],
  request: CodeActionRequest,
): CodeAction[] {
  return offersIn(analysis, findings, request).flatMap(({ action, edit: editOf }) => {
    if (!editOf) return [action];
    const edit = editOf();
    return edit ? [{ ...action, edit }] : [];
  });
}

/** As `codeActions`, for an editor that resolves the edit of the chosen action: `data` is its index in the list. */
export function unresolvedCodeActions(
  analysis: Analysis,
  findings: readonly Finding[],
  request: CodeActionRequest,
): CodeAction[] {
  return offersIn(analysis, findings, request).map(({ action, edit }, index) =>
    edit ? { ...action, data: index } : action,
  );
}

/** The edit of an unresolved action; undefined if it cannot be made safely. */
export function editOfCodeAction(
  analysis: Analysis,
  findings: readonly Finding[],
  request: CodeActionRequest,
  index: number,
): WorkspaceEdit | undefined {
  return offersIn(analysis, findings, request)[index]?.edit?.();
}

function offersIn(analysis: Analysis, findings: readonly Finding[], request: CodeActionRequest): Offer[] {
  const { range, only } = request;
  const wants: Wants = (kind) =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const here = findings.filter((finding) => touchesRange(rangeOf(analysis.lines, finding.at), range));
  const offers = [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(analysis, here, request) : []),
    ...refactoringOffers(analysis, request, wants),
    ...(only !== undefined && wants(FIX_ALL) ? fixAllOffers(analysis, findings, request) : []),
  ];
  return offers.map(({ action, ...rest }) => ({
    action: { ...action, title: printableLine(action.title) },
    ...rest,
  }));
}

/** Whether the client requests actions of a kind. */
type Wants = (kind: string) => boolean;

function quickFixes(
  analysis: Analysis,
  here: readonly Finding[],
  { document, canRename, canCopy, commands = [], rulePage, templates }: CodeActionRequest,
): Offer[] {
  const kind = CodeActionKind.QuickFix;
  const about = (finding: Finding) => ({ diagnostics: diagnosticsOf(analysis, [finding], document.uri) });
  const withFinding = (finding: Finding, actions: readonly CodeAction[]): Offer[] =>
    actions.map((action) => ({ action: { ...action, ...about(finding) } }));
  const remedies = here.flatMap((finding) => {
    const host = { ...(canCopy && { canCopy }), ...(templates && { templates }) };
    return withFinding(finding, remedyActions(analysis, finding, host));
  });
  const comment = here.find(({ rule }) => rule.id === 'zappa-json-not-strict');
  const yaml = comment && canRename ? convertToYaml(analysis, document) : undefined;
  const host = { commands, rulePage };
  const rules = [...new Map(here.map((finding) => [finding.rule, finding]))];
  return [
    ...here.flatMap((finding) => fixOffers(analysis, finding, document)),
    ...distinct(remedies),
    ...(comment && yaml
      ? withFinding(comment, [{ title: 'Convert to YAML, keeping comments', kind, edit: yaml }])
      : []),
    ...here.flatMap((finding) => withFinding(finding, pageActions(finding, host))),
    ...rules.flatMap(([rule, finding]) => withFinding(finding, documentationActions(rule, host))),
    ...here.flatMap((finding) =>
      withFinding(
        finding,
        suppressions(analysis, finding).map(({ title, edits }) => ({
          title,
          kind,
          isPreferred: false,
          edit: workspaceEdit(analysis.lines, edits, document),
        })),
      ),
    ),
    ...rules.flatMap(([rule, finding]) => withFinding(finding, turnOffActions(rule, host))),
  ];
}

/** The fixes of a finding that can be made safely. */
function fixOffers(analysis: Analysis, finding: Finding, document: DocumentVersion): Offer[] {
  const diagnostics = diagnosticsOf(analysis, [finding], document.uri);
  return finding.fixes.flatMap(({ title, preferred: isPreferred, edits }) => {
    const drafted = draftedEdits(analysis.tree, edits);
    if ('refused' in drafted) return [];
    return [
      {
        action: { title, kind: CodeActionKind.QuickFix, isPreferred, diagnostics },
        edit: () => (drafted.isRight() ? workspaceEdit(analysis.lines, drafted.edits, document) : undefined),
      },
    ];
  });
}

/** Several findings may have the same remedy. */
function distinct(remedies: readonly Offer[]): Iterable<Offer> {
  const first = new Map<string, Offer>();
  for (const offer of remedies) {
    const key = JSON.stringify([offer.action.edit, offer.action.command?.arguments]);
    if (!first.has(key)) first.set(key, offer);
  }
  return first.values();
}

function refactoringOffers(
  analysis: Analysis,
  { range, document, canRename, canCopy, naming, isDocument, templates }: CodeActionRequest,
  wants: Wants,
): Offer[] {
  const offset = offsetAt(analysis.tree.text, analysis.lines, range.start);
  const kindOf = (kind: string) => `${CodeActionKind.Refactor}.${kind}`;
  const offered = REFACTORINGS.some((kind) => wants(kindOf(kind))) ? refactorings(analysis, offset) : [];
  const offers: Offer[] = offered
    .filter(({ kind }) => wants(kindOf(kind)))
    .map(({ kind, title, edits, isRight }) => ({
      action: { title, kind: kindOf(kind) },
      edit: () => (isRight() ? workspaceEdit(analysis.lines, edits, document) : undefined),
    }));
  if (canRename && wants(CodeActionKind.RefactorRewrite)) {
    const end = offsetAt(analysis.tree.text, analysis.lines, range.end);
    const host = naming && isDocument && templates ? { naming, isDocument, templates } : undefined;
    const other = convertTemplate(analysis, document, { start: offset, end }, host);
    if (other)
      offers.push({
        action: { title: other.title, kind: CodeActionKind.RefactorRewrite },
        edit: other.edit,
      });
  }
  const copy = canCopy && wants(CodeActionKind.Refactor) ? copyCommandsAction(analysis, offset) : undefined;
  return copy ? [...offers, { action: copy }] : offers;
}

function fixAllOffers(
  analysis: Analysis,
  findings: readonly Finding[],
  { document }: CodeActionRequest,
): Offer[] {
  const edits = preferredEdits(analysis, findings);
  if (edits.length === 0) return [];
  const edit = workspaceEdit(analysis.lines, edits, document);
  return [{ action: { title: 'Fix all VPC Lens problems', kind: FIX_ALL, edit } }];
}

function touchesRange(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}
