import {
  type Diagnostic,
  type DocumentDiagnosticParams,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { diagnosticsOf } from '../../languageService.ts';
import type { DocumentState } from '../documentStates.ts';
import { inDocument } from '../params.ts';
import { requestHandler, type Session } from '../session.ts';

export const onDiagnostic = requestHandler<DocumentDiagnosticParams>(
  inDocument,
  ({ textDocument: { uri } }, session) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnosticsFor(uri, session.stateOf(uri), session),
  }),
);

/** The diagnostics of a document as its client can show them; none for one that is none of our business. */
export function diagnosticsFor(
  uri: string,
  state: DocumentState | undefined,
  { client, options }: Pick<Session, 'client' | 'options'>,
): readonly Diagnostic[] {
  if (!state?.analysis) return [];
  const diagnostics = diagnosticsOf(state.analysis, state.findings, uri, options.rulePage);
  return client.showsRelatedInformation ? diagnostics : diagnostics.map(withoutRelatedInformation);
}

export function withoutRelatedInformation({ relatedInformation: _, ...diagnostic }: Diagnostic): Diagnostic {
  return diagnostic;
}
