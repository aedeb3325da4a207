import type { Browser, Page } from 'playwright-core';
import {
  addRoot,
  EMPTY_PLAN,
  label,
  type SubnetPlan,
  splitTo,
  writePlanShort,
} from '../server/src/subnetPlan/index.ts';
import { inChrome, pageAlone } from './pageAlone.ts';

/** A VPC's /16 in /28 blocks, the smallest that AWS makes: nobody has more. */
export const ROWS = 4096;

/** Milliseconds, one for each time it was done. */
export interface PageTimes {
  /** From the start of the navigation until the frame with the lines is drawn. */
  readonly firstPaint: readonly number[];
  /** From the key until the frame that shows what it did. */
  readonly operations: Readonly<Record<string, readonly number[]>>;
}

/** Measures the calculator's page alone, in Chromium, with a plan of so many lines. */
export async function calculatorPageTimes(loads: number, rounds: number): Promise<PageTimes> {
  return inChrome(async (browser) => {
    const firstPaint: number[] = [];
    let page: Page | undefined;
    for (let load = 0; load < loads; load++) {
      await page?.close();
      page = await openPage(browser);
      firstPaint.push(await page.evaluate<number>('window.firstPaint'));
    }
    return { firstPaint, operations: await operationsIn(page!, rounds) };
  });
}

function largePlan(): SubnetPlan {
  const root = addRoot(EMPTY_PLAN, '10.0.0.0/16', 'Vpc');
  const split = root.kind === 'done' ? splitTo(root.plan, 'r1', 28) : root;
  const named =
    split.kind === 'done' ? label(split.plan, 'r1 10.0.8.0/28', { name: 'office', zone: 1 }) : split;
  if (named.kind === 'refused') throw new Error(named.message);
  return named.plan;
}

function openPage(browser: Browser): Promise<Page> {
  const memory = {
    version: 1,
    plan: writePlanShort(largePlan()),
    past: [],
    future: [],
    closed: [],
    hidden: [],
  };
  return pageAlone(browser, { file: 'calculator', memory, shown: '.line', width: 1200 });
}

/** Keys pressed on the first line that is a block; what one does, another undoes. */
async function operationsIn(page: Page, rounds: number): Promise<Record<string, number[]>> {
  await page.locator('.line').nth(1).click();
  const lines = Number(await page.locator('[role=treegrid]').getAttribute('aria-rowcount'));
  if (lines < ROWS) throw new Error(`The page shows ${lines} lines.`);
  // As text: the script is the page's, whose names this program does not have.
  const press = (key: string, control = false) =>
    page.evaluate<number>(`new Promise((resolve) => {
      const started = performance.now();
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', ctrlKey: ${control}, bubbles: true }));
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    })`);
  const times: Record<string, number[]> = { split: [], undo: [], redo: [], join: [], 'next line': [] };
  for (let round = 0; round < rounds; round++) {
    times.split!.push(await press('s'));
    times.undo!.push(await press('z', true));
    times.redo!.push(await press('y', true));
    times.join!.push(await press('j'));
    times['next line']!.push(await press('ArrowDown'));
    await press('ArrowUp');
  }
  return times;
}
