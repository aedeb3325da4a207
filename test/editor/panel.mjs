import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The frame of the page that a panel shows; `view` is what `webview` of workbench.mjs returns. */
export async function frameOf(view) {
  const handle = await view.locator('#page').elementHandle();
  return handle.ownerFrame();
}

/** Waits until the page announces a text. */
export function announced(view, text) {
  return view.locator('[role=status]', { hasText: text }).waitFor();
}

/** What axe finds wrong with the accessibility of the page as it is, a line for each of at most three places of a rule. */
export async function violations(view, where) {
  const frame = await frameOf(view);
  if (!(await frame.evaluate('typeof axe === "object"'))) await frame.evaluate(axe);
  const { violations: found } = await frame.evaluate('axe.run()');
  return found.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** The contrast of a colour of CSS with the background of the page: 1 to 21, of which WCAG wants 3 for a line and 4.5 for a text. */
export function contrast(frame, colour) {
  return frame.evaluate(contrastInPage, colour);
}

function contrastInPage(colour) {
  const { body } = document;
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const luminance = (value) => {
    canvas.fillStyle = value;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((level) =>
      level <= 10 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const both = [luminance(getComputedStyle(body).backgroundColor), luminance(colour)];
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}

/** Collects, as they come, what the browser refuses to load or run for a panel's page, and what breaks in a page. */
export function complaintsOf(page, file) {
  const complaints = [];
  const ours = new RegExp(`${file}|active-frame|fake\\.html`, 'i');
  page.on('console', (message) => {
    const isRefusal = /content security policy|refused to/i.test(message.text());
    if (isRefusal && ours.test(message.location().url + message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
