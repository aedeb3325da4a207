import { parseDocument } from 'yaml';
import { type Analysis, analyze, earlierOf, findingsOf } from '../server/src/languageService.ts';
import { randomFrom } from '../test/robustness/random.ts';
import {
  type Format,
  INLINE,
  LARGEST,
  templateOfBytes,
  templateOfGroups,
  templateOfResources,
  templateOfScenarios,
} from './templates.ts';
import { type Figure, median, quantile, spell } from './timing.ts';

/** The two kinds of template, in both sizes. */
const KINDS: readonly (readonly [kind: string, text: (bytes: number) => string])[] = [
  [
    'code and roles',
    (bytes) => (bytes === LARGEST ? templateOfResources(500, bytes, 'yaml') : templateOfBytes(bytes, 'yaml')),
  ],
  ['security groups', (bytes) => templateOfGroups(bytes, 'yaml' satisfies Format)],
];

const OPTIONS = { profile: 'recommended', severities: {}, onFailure() {} } as const;

/**
 * What a keystroke costs beside what `yaml` takes to parse the same text in the same process, and how that grows with the
 * size. Both are time of the processor, so that the ratios hold on a machine that does other things too.
 */
export function keystrokeRatios(edits: number): readonly Figure[] {
  return [...sizeRatios(edits), scenarioRatio(edits)];
}

function sizeRatios(edits: number): readonly Figure[] {
  return KINDS.flatMap(([kind, textOf]) => {
    const small = measure(textOf(INLINE), edits);
    const large = measure(textOf(LARGEST), edits);
    const growth = large.median / small.median;
    return [
      against(`keystroke against a parse by yaml, ${kind}, 51,200 bytes`, small, 5),
      against(`keystroke against a parse by yaml, ${kind}, 1 MB`, large, 20),
      {
        what: `keystroke at 1 MB against one at 51,200 bytes, ${kind}`,
        target: '≤ 3 ×',
        measured: `${growth.toFixed(1)} ×`,
        isMet: growth <= 3,
      },
    ];
  });
}

/** What it costs that forty conditions decide which rules of groups there are. */
function scenarioRatio(edits: number): Figure {
  const [one, many] = [1, 32].map((scenarios) => measure(templateOfScenarios(scenarios, 10, 'yaml'), edits));
  const growth = many!.median / one!.median;
  return {
    what: 'keystroke in a template with 32 scenarios against one without conditions',
    target: '≤ 4 ×',
    measured: `${growth.toFixed(1)} × (p50 ${spell(many!.median)}, p95 ${spell(many!.p95)})`,
    isMet: growth <= 4,
  };
}

interface Cost {
  readonly median: number;
  readonly p95: number;
  readonly parse: number;
}

function against(what: string, { median: usual, p95, parse }: Cost, least: number): Figure {
  return {
    what,
    target: `p95 ≤ 1/${least}`,
    measured: `1/${(parse / p95).toFixed(1)} (p50 ${spell(usual)}, p95 ${spell(p95)}, parse ${spell(parse)})`,
    isMet: parse / p95 >= least,
  };
}

/** Types a letter at a random place and takes it away again, so many times. */
function measure(start: string, edits: number): Cost {
  const random = randomFrom(7);
  let text = start;
  let last: Analysis | undefined;
  const step = (next: string): number =>
    processorTime(() => {
      text = next;
      const analysis = analyze('net.yaml', text, {}, last && earlierOf(last));
      if (analysis) findingsOf(analysis, OPTIONS);
      last = analysis ?? last;
    });
  const costs: number[] = [];
  step(text);
  for (let edit = 0; edit < edits; edit += 2) {
    const at = random.below(text.length);
    const letter = random.pick(['x', '1', '\n', ' ', '#', ':']);
    costs.push(
      step(text.slice(0, at) + letter + text.slice(at)),
      step(text.slice(0, at) + text.slice(at + 1)),
    );
  }
  // The first ones find the code cold.
  const warm = costs.slice(20);
  const parses = Array.from({ length: 5 }, () => processorTime(() => parseDocument(text)));
  return { median: median(warm), p95: quantile(warm, 0.95), parse: median(parses) };
}

/** Milliseconds of the processor, those of the garbage collector's threads among them. */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What a fixed piece of work takes here, so that figures of different days compare: 20 million steps of a generator of numbers. */
export function calibration(): number {
  const times = Array.from({ length: 5 }, () =>
    processorTime(() => {
      const random = randomFrom(1);
      for (let i = 0; i < 20_000_000; i++) random.below(100);
    }),
  );
  return median(times);
}
