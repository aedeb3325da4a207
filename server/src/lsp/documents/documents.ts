import { type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readText } from '../../files/readFile.ts';
import { decodePosition, type PositionEncoding } from '../client/positions.ts';
import { isPath, normalizeUri, uriOf } from '../client/uris.ts';

/** The texts that the client has opened, and those on disk for all others. */
export interface Documents extends Pick<TextDocuments<TextDocument>, 'get' | 'all' | 'listen'> {
  /** The open document of a path, however the client spells its URI; accepts what `normalizeUri` returns. */
  at(path: string): TextDocument | undefined;
  /** The client's text of a path, else the one on disk; undefined if there is none. */
  read(path: string): string | undefined;
  /** The document of a URI, from disk if the client has not opened it. */
  found(uri: string): TextDocument | undefined;
  readonly onDidOpen: TextDocuments<TextDocument>['onDidOpen'];
  readonly onDidChangeContent: TextDocuments<TextDocument>['onDidChangeContent'];
  readonly onDidSave: TextDocuments<TextDocument>['onDidSave'];
  readonly onDidClose: TextDocuments<TextDocument>['onDidClose'];
}

/** `encoding` is the client's position encoding; `reading` is called for each path before it is read from disk. */
export function createDocuments(
  encoding: () => PositionEncoding,
  reading: (path: string) => void,
): Documents {
  const byPath = new Map<string, TextDocument>();
  const documents = new TextDocuments({
    create: TextDocument.create,
    update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number) {
      // Each range refers to the text after the changes before it.
      for (const change of changes) TextDocument.update(document, [decoded(document, change)], version);
      return document;
    },
  });

  function decoded(document: TextDocument, change: TextDocumentContentChangeEvent) {
    if (!('range' in change)) return change;
    const { start, end } = change.range;
    const range = {
      start: decodePosition(document, start, encoding()),
      end: decodePosition(document, end, encoding()),
    };
    return { range, text: change.text };
  }

  function read(path: string): string | undefined {
    const open = byPath.get(path);
    if (open) return open.getText();
    if (!isPath(path)) return undefined;
    reading(path);
    return readText(path);
  }

  documents.onDidOpen(({ document }) => byPath.set(normalizeUri(document.uri), document));
  documents.onDidClose(({ document }) => {
    const path = normalizeUri(document.uri);
    if (byPath.get(path) === document) byPath.delete(path);
  });

  return {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    listen: (connection) => documents.listen(connection),
    at: (path) => byPath.get(path),
    read,
    found(uri) {
      const open = documents.get(uri) ?? byPath.get(normalizeUri(uri));
      if (open) return open;
      const path = normalizeUri(uri);
      const text = read(path);
      return text === undefined
        ? undefined
        : TextDocument.create(isPath(path) ? uriOf(path) : uri, '', 0, text);
    },
    onDidOpen: documents.onDidOpen,
    onDidChangeContent: documents.onDidChangeContent,
    onDidSave: documents.onDidSave,
    onDidClose: documents.onDidClose,
  };
}
