import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { documentSymbols } from '../../languageService.ts';
import { inDocument } from '../client/params.ts';
import { requestHandler } from '../session.ts';

export const onDocumentSymbol = requestHandler<DocumentSymbolParams>(
  inDocument,
  ({ textDocument: { uri } }, session) => {
    const state = session.stateOf(uri);
    const symbols = state && documentSymbols(state.analysis);
    return session.client.nestsSymbols ? symbols : symbols?.flatMap((symbol) => flat(symbol, uri));
  },
);

/** A symbol and its descendants, each with the name of its container, for clients without hierarchical symbols. */
function flat(
  { name, kind, range, children = [] }: DocumentSymbol,
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  const own = { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) };
  return [own, ...children.flatMap((child) => flat(child, uri, name))];
}
