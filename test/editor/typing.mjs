// Editing by keyboard in the active editor. Every function takes the page first.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { untilVisible } from './workbench.mjs';

/** Puts the cursor to "line:column". Enter is lost while the editor takes in the last change, so it is asked again. */
export async function goTo(page, place) {
  const [line, column] = place.split(':');
  const there = page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` });
  await untilVisible(there, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget input[type=text]').fill(`:${place}`);
    await page.keyboard.press('Enter');
  });
}

/** Chooses from the menu that a key opens; a key that comes while the editor is busy with the last change is lost. */
export async function refactor(page, title, key = 'Control+Shift+R') {
  const choice = page.locator('.action-widget .monaco-list-row.action', { hasText: title });
  await untilVisible(choice, () => page.keyboard.press(key));
  for (let i = 0; i < 20 && !(await choice.getAttribute('class')).includes('focused'); i++)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Writes a text that ends with a line break over the whole document. The cursor is at its end. */
export async function rewrite(page, text) {
  await page.evaluate((all) => navigator.clipboard.writeText(all), text);
  const end = `Ln ${text.split('\n').length}, Col 1`;
  await untilVisible(page.locator('.statusbar-item', { hasText: end }), async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+V');
    await page.keyboard.press('Control+End');
  });
}

/** Saves, and waits until the file has the text. */
export async function saved(page, file, text) {
  const limit = Date.now() + 20_000;
  for (;;) {
    await page.keyboard.press('Control+S');
    const now = await readFile(file, 'utf8');
    if (now.trimEnd() === text.trimEnd()) return;
    if (Date.now() > limit) assert.equal(now, text);
    await page.waitForTimeout(200);
  }
}

export function line(page, text) {
  // Editors show blanks as another character.
  return page.locator('.view-line', { hasText: text.replaceAll(' ', '\u00a0') });
}
