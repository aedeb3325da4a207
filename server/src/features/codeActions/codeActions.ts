import { type CodeAction, CodeActionKind, type Range, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import type { Finding } from '../../rules/engine/runRules.ts';
import { type TextEdit, textEditsOf } from '../../syntax/edit.ts';
import { offsetAt } from '../../syntax/span.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { copyCommandsAction } from '../hover/inventoryHint.ts';
import { rangeOf } from '../ranges.ts';
import { convertToYaml } from './convertToYaml.ts';
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

/**
 * The findings in a range: their fixes first, then the rules' pages, and last the ways to hide them. Also what else can be
 * changed there, and "fix all" where it is asked for.
 */
export function codeActions(
  analysis: Analysis,
  findings: readonly Finding[],
  { range, only, document, canRename, canCopy, commands = [], rulePage, templates }: CodeActionRequest,
): CodeAction[] {
  const wants = (kind: string) =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = findings.filter((finding) => touchesRange(rangeOf(analysis.lines, finding.at), range));
    const offer = (finding: Finding, title: string, isPreferred: boolean, edits: readonly TextEdit[]) => {
      actions.push({
        title,
        kind: CodeActionKind.QuickFix,
        isPreferred,
        diagnostics: diagnosticsOf(analysis, [finding], document.uri),
        edit: workspaceEdit(analysis, edits, document),
      });
    };
    for (const finding of here) {
      for (const fix of finding.fixes) {
        const edits = textEditsOf(analysis.tree, fix.edits);
        // What cannot be changed safely is not offered.
        if (!('refused' in edits)) offer(finding, fix.title, fix.preferred, edits);
      }
    }
    const told = new Set<string>();
    for (const finding of here) {
      const host = { ...(canCopy && { canCopy }), ...(templates && { templates }) };
      for (const action of remedyActions(analysis, finding, host)) {
        const key = JSON.stringify([action.edit, action.command?.arguments]);
        if (told.has(key)) continue;
        told.add(key);
        actions.push({ ...action, diagnostics: diagnosticsOf(analysis, [finding], document.uri) });
      }
    }
    const comment = here.find(({ rule }) => rule.id === 'zappa-json-not-strict');
    const edit = comment && canRename ? convertToYaml(analysis, document) : undefined;
    if (comment && edit) {
      actions.push({
        title: 'Convert to YAML, keeping comments',
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnosticsOf(analysis, [comment], document.uri),
        edit,
      });
    }
    const ofRules = new Map(here.map((finding) => [finding.rule, finding]));
    const tell = (finding: Finding, offered: readonly CodeAction[]) => {
      const diagnostics = diagnosticsOf(analysis, [finding], document.uri);
      actions.push(...offered.map((action) => ({ ...action, diagnostics })));
    };
    const host = { commands, rulePage };
    for (const finding of here) tell(finding, pageActions(finding, host));
    for (const [rule, finding] of ofRules) tell(finding, documentationActions(rule, host));
    for (const finding of here) {
      for (const { title, edits } of suppressions(analysis, finding)) offer(finding, title, false, edits);
    }
    for (const [rule, finding] of ofRules) tell(finding, turnOffActions(rule, host));
  }
  if (REFACTORINGS.some((kind) => wants(`${CodeActionKind.Refactor}.${kind}`))) {
    const offset = offsetAt(analysis.tree.text, analysis.lines, range.start);
    for (const { kind, title, edits } of refactorings(analysis, offset)) {
      if (!wants(`${CodeActionKind.Refactor}.${kind}`)) continue;
      const edit = workspaceEdit(analysis, edits, document);
      actions.push({ title, kind: `${CodeActionKind.Refactor}.${kind}`, edit });
    }
  }
  if (canCopy && wants(CodeActionKind.Refactor)) {
    const action = copyCommandsAction(analysis, offsetAt(analysis.tree.text, analysis.lines, range.start));
    if (action) actions.push(action);
  }
  if (only !== undefined && wants(FIX_ALL)) {
    const edits = preferredEdits(analysis, findings);
    if (edits.length > 0) {
      const edit = workspaceEdit(analysis, edits, document);
      actions.push({ title: 'Fix all VPC Lens problems', kind: FIX_ALL, edit });
    }
  }
  return actions.map((action) => ({ ...action, title: printableLine(action.title) }));
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
