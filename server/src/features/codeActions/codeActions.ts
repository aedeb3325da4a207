import { type CodeAction, CodeActionKind, type Range, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import type { Finding } from '../../rules/engine/runRules.ts';
import { draftedEdits, type TextEdit } from '../../syntax/edit.ts';
import { offsetAt } from '../../syntax/span.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { copyCommandsAction } from '../hover/inventoryHint.ts';
import { rangeOf } from '../ranges.ts';
import { convertTemplate, convertToYaml } from './convert.ts';
import type { DocumentVersion } from './documentVersion.ts';
import { preferredEdits } from './fixAll.ts';
import { refactorings } from './refactorings/refactorings.ts';
import { remedyActions } from './remedyActions.ts';
import type { OtherTemplates } from './remedyTemplates.ts';
import { documentationActions, pageActions, turnOffActions } from './ruleActions.ts';
import { suppressions } from './suppress.ts';

/** "Fix all" of this extension alone, so that `editor.codeActionsOnSave` can name it. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpcLens`;

const REFACTORINGS = ['extract', 'inline', 'rewrite'] as const;

export interface CodeActionRequest {
  readonly range: Range;
  /** The kinds that are asked for; undefined for all that belong into a menu. */
  readonly only: readonly CodeActionKind[] | undefined;
  readonly document: DocumentVersion;
  /** The editor renames files when it is asked to. */
  readonly canRename?: boolean;
  /** The editor has the command that copies a text. */
  readonly canCopy?: boolean;
  /** The client's own commands that an action may name. */
  readonly commands?: readonly string[];
  /** The address that shows a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string | undefined;
  /** Where other files may be changed too. */
  readonly templates?: OtherTemplates;
}

/** Something to do. What an edit has to say besides is in `action`. */
interface Offer {
  readonly action: CodeAction;
  /** Undefined where the text after the edit would not say what it means. */
  readonly edit?: () => WorkspaceEdit | undefined;
}

/**
 * The findings in a range: their fixes first, then the rules' pages, and last the ways to hide them. Also what else can be
 * changed there, and "fix all" where it is asked for.
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

/** The same for an editor that asks for the edit of the one that its user chose, as `data`: its place in the list. */
export function unresolvedCodeActions(
  analysis: Analysis,
  findings: readonly Finding[],
  request: CodeActionRequest,
): CodeAction[] {
  return offersIn(analysis, findings, request).map(({ action, edit }, index) =>
    edit ? { ...action, data: index } : action,
  );
}

/** The edit of an unresolved action; undefined where it cannot be made safely. */
export function editOfCodeAction(
  analysis: Analysis,
  findings: readonly Finding[],
  request: CodeActionRequest,
  index: number,
): WorkspaceEdit | undefined {
  return offersIn(analysis, findings, request)[index]?.edit?.();
}

function offersIn(
  analysis: Analysis,
  findings: readonly Finding[],
  { range, only, document, canRename, canCopy, commands = [], rulePage, templates }: CodeActionRequest,
): Offer[] {
  const wants = (kind: string) =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const offers: Offer[] = [];
  const offer = (action: CodeAction, edit?: Offer['edit']) => {
    offers.push({ action: { ...action, title: printableLine(action.title) }, ...(edit && { edit }) });
  };
  if (wants(CodeActionKind.QuickFix)) {
    const here = findings.filter((finding) => touchesRange(rangeOf(analysis.lines, finding.at), range));
    const about = (finding: Finding) => ({ diagnostics: diagnosticsOf(analysis, [finding], document.uri) });
    const kind = CodeActionKind.QuickFix;
    for (const finding of here) {
      for (const { title, preferred: isPreferred, edits } of finding.fixes) {
        const drafted = draftedEdits(analysis.tree, edits);
        // What cannot be changed safely is not offered.
        if ('refused' in drafted) continue;
        offer({ title, kind, isPreferred, ...about(finding) }, () =>
          drafted.isRight() ? workspaceEdit(analysis, drafted.edits, document) : undefined,
        );
      }
    }
    const told = new Set<string>();
    for (const finding of here) {
      const host = { ...(canCopy && { canCopy }), ...(templates && { templates }) };
      for (const action of remedyActions(analysis, finding, host)) {
        const key = JSON.stringify([action.edit, action.command?.arguments]);
        if (told.has(key)) continue;
        told.add(key);
        offer({ ...action, ...about(finding) });
      }
    }
    const comment = here.find(({ rule }) => rule.id === 'zappa-json-not-strict');
    const edit = comment && canRename ? convertToYaml(analysis, document) : undefined;
    if (comment && edit) offer({ title: 'Convert to YAML, keeping comments', kind, ...about(comment), edit });
    const ofRules = new Map(here.map((finding) => [finding.rule, finding]));
    const tell = (finding: Finding, actions: readonly CodeAction[]) => {
      for (const action of actions) offer({ ...action, ...about(finding) });
    };
    const host = { commands, rulePage };
    for (const finding of here) tell(finding, pageActions(finding, host));
    for (const [rule, finding] of ofRules) tell(finding, documentationActions(rule, host));
    for (const finding of here) {
      for (const { title, edits } of suppressions(analysis, finding)) {
        const action = { title, kind, isPreferred: false, ...about(finding) };
        offer({ ...action, edit: workspaceEdit(analysis, edits, document) });
      }
    }
    for (const [rule, finding] of ofRules) tell(finding, turnOffActions(rule, host));
  }
  const offset = offsetAt(analysis.tree.text, analysis.lines, range.start);
  if (REFACTORINGS.some((kind) => wants(`${CodeActionKind.Refactor}.${kind}`))) {
    for (const { kind, title, edits, isRight } of refactorings(analysis, offset)) {
      if (!wants(`${CodeActionKind.Refactor}.${kind}`)) continue;
      offer({ title, kind: `${CodeActionKind.Refactor}.${kind}` }, () =>
        isRight() ? workspaceEdit(analysis, edits, document) : undefined,
      );
    }
  }
  if (canRename && wants(CodeActionKind.RefactorRewrite)) {
    const end = offsetAt(analysis.tree.text, analysis.lines, range.end);
    const other = convertTemplate(analysis, document, { start: offset, end });
    if (other) offer({ title: other.title, kind: CodeActionKind.RefactorRewrite }, () => other.edit);
  }
  if (canCopy && wants(CodeActionKind.Refactor)) {
    const action = copyCommandsAction(analysis, offset);
    if (action) offer(action);
  }
  if (only !== undefined && wants(FIX_ALL)) {
    const edits = preferredEdits(analysis, findings);
    if (edits.length > 0) {
      const edit = workspaceEdit(analysis, edits, document);
      offer({ title: 'Fix all VPC Lens problems', kind: FIX_ALL, edit });
    }
  }
  return offers;
}

function workspaceEdit(
  analysis: Analysis,
  edits: readonly TextEdit[],
  document: DocumentVersion,
): WorkspaceEdit {
  const lspEdits = edits.map(({ span, text }) => ({ range: rangeOf(analysis.lines, span), newText: text }));
  return { documentChanges: [{ textDocument: document, edits: lspEdits }] };
}

function touchesRange(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
