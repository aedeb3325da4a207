import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onFirst } from '../../client/src/documents/firstDocument.ts';

/** An editor in which documents are opened and changed by hand; those named `ours…` are ours. */
function editor(open: readonly string[] = []) {
  const listeners = new Set<(document: string) => void>();
  const listen = (listener: (document: string) => void) => {
    listeners.add(listener);
    return { dispose: () => void listeners.delete(listener) };
  };
  return {
    documents: { open, onOpened: listen, onChanged: listen },
    see: (document: string) => {
      for (const listener of [...listeners]) listener(document);
    },
    listeners,
  };
}

const isOurs = (document: string) => document.startsWith('ours');

test('an open document of ours is found at once, and only one; nothing else is searched', () => {
  const { documents, listeners } = editor(['other', 'ours', 'ours too']);
  let found = 0;
  let searched = 0;
  onFirst(
    documents,
    isOurs,
    async () => {
      searched++;
      return true;
    },
    () => found++,
  );
  assert.deepEqual({ found, searched, listening: listeners.size }, { found: 1, searched: 0, listening: 0 });
});

test('a document that becomes ours is found once, also where a file then names others', async () => {
  const { documents, see, listeners } = editor(['other']);
  let answer = (_are: boolean) => {};
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  let found = 0;
  onFirst(
    documents,
    isOurs,
    () => answered,
    () => found++,
  );
  see('other');
  assert.equal(found, 0);
  see('ours');
  answer(true);
  await new Promise(setImmediate);
  assert.deepEqual({ found, listening: listeners.size }, { found: 1, listening: 0 });
});

test('a file that names ours is enough; one that cannot be read names none', async () => {
  for (const [areNamed, times] of [
    [async () => true, 1],
    [async () => false, 0],
    [async () => Promise.reject(new Error('no folder')), 0],
  ] as const) {
    const { documents } = editor();
    let found = 0;
    onFirst(documents, isOurs, areNamed, () => found++);
    await new Promise(setImmediate);
    assert.equal(found, times);
  }
});

test('after the end nothing is found', () => {
  const { documents, see } = editor();
  let found = 0;
  onFirst(
    documents,
    isOurs,
    () => new Promise(() => {}),
    () => found++,
  ).dispose();
  see('ours');
  assert.equal(found, 0);
});
