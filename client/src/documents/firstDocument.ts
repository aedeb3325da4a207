interface Disposable {
  dispose(): void;
}

/** The documents of an editor. */
export interface DocumentSource<Document> {
  readonly open: readonly Document[];
  onOpened(listener: (document: Document) => void): Disposable;
  onChanged(listener: (document: Document) => void): Disposable;
}

/**
 * Calls `found` once: as soon as an open document is, or becomes while typing, one of ours, or `areNamed` says that files
 * of ours are named elsewhere, which is asked only if no open document is. What cannot be searched names none.
 */
export function onFirst<Document>(
  documents: DocumentSource<Document>,
  isOurs: (document: Document) => boolean,
  areNamed: () => Promise<boolean>,
  found: () => void,
): Disposable {
  let isFound = false;
  const listeners: Disposable[] = [];
  const stop = () => {
    for (const listener of listeners.splice(0)) listener.dispose();
  };
  const find = () => {
    if (isFound) return;
    isFound = true;
    stop();
    found();
  };
  const look = (document: Document) => {
    if (isOurs(document)) find();
  };
  listeners.push(documents.onOpened(look), documents.onChanged(look));
  for (const document of documents.open) if (!isFound) look(document);
  if (!isFound) {
    areNamed().then(
      (are) => are && find(),
      () => {},
    );
  }
  return { dispose: stop };
}
