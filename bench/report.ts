import type { Figure } from './timing.ts';

const figures: Figure[] = [];

/** Prints figures as soon as they are measured, and keeps them for the table. */
export function report(...more: readonly Figure[]): void {
  for (const figure of more) {
    figures.push(figure);
    console.log(`  ${figure.what.padEnd(72)} ${figure.measured}${verdict(figure)}`);
  }
}

function verdict({ target, isMet }: Figure): string {
  return target === undefined ? '' : `  [${target}: ${isMet ? 'met' : 'not met'}]`;
}

/** Nothing is reported where the operating system does not tell. */
export function reportMemory(what: string, megabytes: number | undefined, most: number, more = ''): void {
  if (megabytes === undefined) return;
  const measured = `${Math.round(megabytes)} MB${more}`;
  report({ what, target: `≤ ${most} MB`, measured, isMet: megabytes <= most });
}

/** All figures so far as a Markdown table. */
export function table(): string {
  const rows = figures.map(({ what, target, measured, isMet }) =>
    target === undefined
      ? `| ${what} | | ${measured} | |`
      : `| ${what} | ${target} | ${measured} | ${isMet ? 'met' : '**not met**'} |`,
  );
  return ['| what | target | measured | |', '|--|--|--|--|', ...rows].join('\n');
}
