import {
  type Diagnostic,
  type DocumentDiagnosticParams,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  diagnosticsOf,
  isNetworkTestName,
  mistakeDiagnostics,
  testDiagnostics,
} from '../../languageService.ts';
import { lineStartsOf } from '../../syntax/span.ts';
import { inDocument } from '../client/params.ts';
import type { CheckedState } from '../documents/checkState.ts';
import { requestHandler, type Session } from '../session.ts';
import { settingsDiagnostics } from '../workspace/settingsDiagnostics.ts';

export const onDiagnostic = requestHandler<DocumentDiagnosticParams>(
  inDocument,
  async ({ textDocument: { uri } }, session) => {
    const state = await session.checkedStateOf(uri);
    const document = session.documents.get(uri);
    const items = document ? diagnosticsFor(document, state, session) : [];
    return { kind: DocumentDiagnosticReportKind.Full, items };
  },
);

/** The diagnostics of a document in the form that its client supports; empty for a file of another kind. */
export function diagnosticsFor(
  document: TextDocument,
  state: CheckedState | undefined,
  { client, options }: Pick<Session, 'client' | 'options'>,
): readonly Diagnostic[] {
  const { uri, languageId } = document;
  const hasSchema = options.schemaLanguages?.includes(languageId) === true;
  const ofSettings = settingsDiagnostics(uri, document.getText(), hasSchema);
  if (ofSettings || isNetworkTestName(uri)) {
    const mistakes = mistakeDiagnostics(state?.mistakes ?? [], lineStartsOf(document.getText()), hasSchema);
    return [...(ofSettings ?? []), ...mistakes];
  }
  if (!state?.analysis) return [];
  const { analysis, findings, tests } = state;
  const diagnostics = [
    ...diagnosticsOf(analysis, findings, uri, options.rulePage),
    ...tests.flatMap((text) => testDiagnostics(analysis, text.results, text)),
  ];
  return client.showsRelatedInformation ? diagnostics : diagnostics.map(withoutRelatedInformation);
}

export function withoutRelatedInformation({ relatedInformation: _, ...diagnostic }: Diagnostic): Diagnostic {
  return diagnostic;
}
