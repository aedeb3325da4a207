import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  inkOn,
  lookOfTier,
  luminanceOf,
  mixed,
  TIER_COLOURS,
} from '../../../server/src/subnetPlan/tierLook.ts';

type Triple = readonly [number, number, number];

/** sRGB to linear light, 0 to 1. */
function linear(colour: string): Triple {
  const part = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/**
 * What people without red or green receptors see: Machado, Oliveira and Fernandes 2009, severity 1.0
 * (https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html).
 */
const SIGHT: Readonly<Record<string, readonly Triple[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const seen = (colour: Triple, matrix: readonly Triple[]): Triple =>
  matrix.map((row) => {
    const value = row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2];
    return Math.min(1, Math.max(0, value));
  }) as unknown as Triple;

/** CIE L*a*b* for D65. */
function lab([r, g, b]: Triple): Triple {
  const x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

test('any two colours differ for everybody, with protanopia and deuteranopia too', () => {
  for (const [sight, matrix] of Object.entries(SIGHT)) {
    for (const [index, a] of TIER_COLOURS.entries()) {
      for (const b of TIER_COLOURS.slice(index + 1)) {
        const [p, q] = [lab(seen(linear(a), matrix)), lab(seen(linear(b), matrix))];
        const difference = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        // 2.3 is a just noticeable difference in CIE 1976; areas apart need several times that.
        assert.ok(difference > 12, `${sight}: ${a} and ${b} differ by ${difference.toFixed(1)}`);
      }
    }
  }
});

test('the usual tiers have a colour of their own, any other a pattern too', () => {
  const usual = ['public', 'private', 'isolated', 'data', 'database', 'app', 'transit'];
  const looks = usual.map(lookOfTier);
  assert.equal(new Set(looks.map(({ colour }) => colour)).size, usual.length);
  assert.ok(looks.every(({ hatch }) => hatch === 'none'));
  for (const name of ['cache', 'management', 'Überwachung', 'x']) {
    assert.notEqual(lookOfTier(name).hatch, 'none');
    assert.ok(TIER_COLOURS.includes(lookOfTier(name).colour as never));
  }
  assert.deepEqual(lookOfTier(' Public '), lookOfTier('public'));
  // What people have once seen stays, from release to release.
  assert.deepEqual(lookOfTier('cache'), { colour: '#cc79a7', hatch: 'down' });
  const hatches = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => lookOfTier(name).hatch);
  assert.deepEqual(new Set(hatches), new Set(['up', 'down']));
});

test('what has no tier is grey', () => {
  assert.deepEqual(lookOfTier(' '), { colour: '#8a8f98', hatch: 'none' });
});

test('colours over each other, and how light they are', () => {
  assert.equal(mixed('#ffffff', '#000000', 0), '#ffffff');
  assert.equal(mixed('#ffffff', '#000000', 1), '#000000');
  assert.equal(mixed('#102030', '#304050', 0.5), '#203040');
  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const cases: [colour: string, luminance: number, ink: string][] = [
    ['#000000', 0, '#ffffff'],
    ['#ffffff', 1, '#000000'],
    ['#ff0000', 0.2126, '#000000'],
    ['#00ff00', 0.7152, '#000000'],
    ['#0000ff', 0.0722, '#ffffff'],
    ['#808080', 0.2159, '#000000'],
    ['#0a0a0a', 0.003, '#ffffff'],
  ];
  for (const [colour, luminance, ink] of cases) {
    assert.ok(Math.abs(luminanceOf(colour) - luminance) < 0.0001, colour);
    assert.equal(inkOn(colour), ink);
  }
});

test('text on a colour can be read', () => {
  const contrast = (a: string, b: string) => {
    const [high, low] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x);
    return (high! + 0.05) / (low! + 0.05);
  };
  for (const colour of TIER_COLOURS) {
    assert.ok(contrast(colour, inkOn(colour)) >= 4.5, colour);
    assert.ok(contrast(mixed('#ffffff', colour, 0.18), '#1f1f1f') >= 4.5, `${colour}, light`);
  }
});
