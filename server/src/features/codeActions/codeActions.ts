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
  request: CodeActionRequest,
): CodeAction[] {
  const { range, only } = request;
  const wants: Wants = (kind) =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const here = findings.filter((finding) => touchesRange(rangeOf(analysis.lines, finding.at), range));
  const actions = [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(analysis, here, request) : []),
    ...refactoringActions(analysis, request, wants),
    ...(only !== undefined && wants(FIX_ALL) ? fixAllActions(analysis, findings, request) : []),
  ];
  return actions.map((action) => ({ ...action, title: printableLine(action.title) }));
}

/** Whether the client asks for actions of a kind. */
type Wants = (kind: string) => boolean;

function quickFixes(
  analysis: Analysis,
  here: readonly Finding[],
  { document, canRename, canCopy, commands = [], rulePage, templates }: CodeActionRequest,
): CodeAction[] {
  const diagnostics = (finding: Finding) => diagnosticsOf(analysis, [finding], document.uri);
  const withFinding = (finding: Finding, actions: readonly CodeAction[]) =>
    actions.map((action) => ({ ...action, diagnostics: diagnostics(finding) }));
  const fix = (finding: Finding, title: string, isPreferred: boolean, edits: readonly TextEdit[]) => ({
    title,
    kind: CodeActionKind.QuickFix,
    isPreferred,
    diagnostics: diagnostics(finding),
    edit: workspaceEdit(analysis, edits, document),
  });
  const fixes = here.flatMap((finding) =>
    finding.fixes.flatMap(({ title, preferred, edits: wanted }) => {
      const edits = textEditsOf(analysis.tree, wanted);
      // What cannot be changed safely is not offered.
      return 'refused' in edits ? [] : fix(finding, title, preferred, edits);
    }),
  );
  const remedies = here.flatMap((finding) => {
    const host = { ...(canCopy && { canCopy }), ...(templates && { templates }) };
    return withFinding(finding, remedyActions(analysis, finding, host));
  });
  const comment = here.find(({ rule }) => rule.id === 'zappa-json-not-strict');
  const yaml = comment && canRename ? convertToYaml(analysis, document) : undefined;
  const conversions = comment && yaml ? withFinding(comment, [conversion(yaml)]) : [];
  const host = { commands, rulePage };
  const rules = [...new Map(here.map((finding) => [finding.rule, finding]))];
  return [
    ...fixes,
    ...distinct(remedies),
    ...conversions,
    ...here.flatMap((finding) => withFinding(finding, pageActions(finding, host))),
    ...rules.flatMap(([rule, finding]) => withFinding(finding, documentationActions(rule, host))),
    ...here.flatMap((finding) =>
      suppressions(analysis, finding).map(({ title, edits }) => fix(finding, title, false, edits)),
    ),
    ...rules.flatMap(([rule, finding]) => withFinding(finding, turnOffActions(rule, host))),
  ];
}

/** Several findings may have one remedy. */
function distinct(remedies: readonly CodeAction[]): readonly CodeAction[] {
  const first = new Map<string, CodeAction>();
  for (const action of remedies) {
    const key = JSON.stringify([action.edit, action.command?.arguments]);
    if (!first.has(key)) first.set(key, action);
  }
  return [...first.values()];
}

function conversion(edit: WorkspaceEdit): CodeAction {
  return { title: 'Convert to YAML, keeping comments', kind: CodeActionKind.QuickFix, edit };
}

function refactoringActions(
  analysis: Analysis,
  { range, document, canCopy }: CodeActionRequest,
  wants: Wants,
): readonly CodeAction[] {
  const offset = offsetAt(analysis.tree.text, analysis.lines, range.start);
  const kindOf = (kind: string) => `${CodeActionKind.Refactor}.${kind}`;
  const offered = REFACTORINGS.some((kind) => wants(kindOf(kind))) ? refactorings(analysis, offset) : [];
  const copy = canCopy && wants(CodeActionKind.Refactor) ? copyCommandsAction(analysis, offset) : undefined;
  return [
    ...offered
      .filter(({ kind }) => wants(kindOf(kind)))
      .map(({ kind, title, edits }) => ({
        title,
        kind: kindOf(kind),
        edit: workspaceEdit(analysis, edits, document),
      })),
    ...(copy ? [copy] : []),
  ];
}

function fixAllActions(
  analysis: Analysis,
  findings: readonly Finding[],
  { document }: CodeActionRequest,
): readonly CodeAction[] {
  const edits = preferredEdits(analysis, findings);
  if (edits.length === 0) return [];
  const edit = workspaceEdit(analysis, edits, document);
  return [{ title: 'Fix all VPC Lens problems', kind: FIX_ALL, edit }];
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
