import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import type { Finding } from '../rules/runRules.ts';
import type { Edit } from '../syntax/edit.ts';
import { textEditsOf } from '../syntax/stubEdits.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { rangeOf } from './ranges.ts';

/** "Fix all" of this extension alone, so that `editor.codeActionsOnSave` can name it. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpcLens`;

export interface DocumentVersion {
  readonly uri: string;
  /** Edits made for an older version are refused by the editor. */
  readonly version: number | null;
}

/** The fixes of the findings in a range. A fix whose edits cannot be made safely is left out. */
export function quickFixes(
  analysis: Analysis,
  findings: readonly Finding[],
  range: Range,
  document: DocumentVersion,
): CodeAction[] {
  return findings
    .filter((finding) => touchesRange(rangeOf(analysis.lines, finding.at), range))
    .flatMap((finding) =>
      finding.fixes.flatMap((fix) => {
        const edits = lspEdits(analysis, fix.edits);
        if (!edits) return [];
        const action: CodeAction = {
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          isPreferred: fix.preferred,
          diagnostics: diagnosticsOf(analysis, [finding], document.uri),
          edit: { documentChanges: [{ textDocument: document, edits }] },
        };
        return [action];
      }),
    );
}

/** The edits as an editor takes them; undefined where one of them is refused. */
function lspEdits(analysis: Analysis, edits: readonly Edit[]): TextEdit[] | undefined {
  const result = textEditsOf(analysis.tree, edits);
  if ('refused' in result) return undefined;
  return result.map(({ span, text }) => ({ range: rangeOf(analysis.lines, span), newText: text }));
}

function touchesRange(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
