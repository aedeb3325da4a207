import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';

/** Does something in headless Chromium, which is ended then. */
export async function inChrome<T>(act: (browser: Browser) => Promise<T>): Promise<T> {
  const chrome = new URL('../test/host/browser/chrome.mjs', import.meta.url).href;
  const children = new URL('../test/host/children.mjs', import.meta.url).href;
  const { launchChrome } = (await import(chrome)) as { launchChrome: () => Promise<Browser> };
  const { endAll } = (await import(children)) as { endAll: () => Promise<void> };
  try {
    return await act(await launchChrome());
  } finally {
    await endAll();
  }
}

interface Wanted {
  /** Of the page's script and style sheet in `dist/webview/`. */
  readonly file: string;
  /** What the window kept of the page. */
  readonly memory: unknown;
  /** What the extension answers to the page's first message. */
  readonly answer?: unknown;
  /** What is there once the page shows something. */
  readonly shown: string;
  /** In pixels. */
  readonly width: number;
}

/** A page with what VS Code gives it: a memory, and somebody to talk to. `window.firstPaint` is when it showed something. */
export async function pageAlone(
  browser: Browser,
  { file, memory, answer, shown, width }: Wanted,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const dist = new URL('../dist/webview/', import.meta.url);
  const html = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="${file}.css"><div id="page"></div>
<script>
const memory = ${JSON.stringify(memory)};
const answer = ${JSON.stringify(answer ?? null)};
window.acquireVsCodeApi = () => ({
  postMessage({ type }) { if (type === 'ready' && answer) window.postMessage(answer); },
  getState: () => memory,
  setState() {},
});
// The frame after the one in which it was made has it on the screen.
new MutationObserver((_, observer) => {
  if (!document.querySelector('${shown}')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.firstPaint = performance.now(); }));
}).observe(document.getElementById('page'), { childList: true, subtree: true });
</script>
<script type="module" src="${file}.js"></script>`;
  const files = new Map([
    ['/', { type: 'text/html', body: Buffer.from(html) }],
    [`/${file}.css`, { type: 'text/css', body: readFileSync(new URL(`${file}.css`, dist)) }],
    [`/${file}.js`, { type: 'text/javascript', body: readFileSync(new URL(`${file}.js`, dist)) }],
  ]);
  const server = createServer(({ url }, response) => {
    const found = files.get(url ?? '');
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' }).end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('window.firstPaint > 0');
  server.close();
  return page;
}
