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
 * Calls `found` once: as soon as an open document is ours or becomes ours by an edit, or if `areNamed` resolves to true.
 * `areNamed` tells whether settings name files as ours; it is called only if no open document is ours, and its failure
 * counts as false.
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
