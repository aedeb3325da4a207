import assert from 'node:assert/strict';
import { changeOf } from '../../server/src/features/change/changeOf.ts';
import { networksOf } from '../../server/src/features/reachability/networks.ts';
import { type Analysis, analyze, type ReadOptions } from '../../server/src/languageService.ts';
import { type NetworkDiff, networkDiff } from '../../server/src/networkDiff/networkDiff.ts';
import { sectionsOf } from '../../server/src/networkDiff/report/sections.ts';

const OPTIONS = {
  profile: 'recommended',
  severities: {},
  onFailure: (_: unknown, error: unknown) => {
    throw error;
  },
} as const;

function read(text: string, options: ReadOptions): Analysis {
  const analysis = analyze('net.yaml', text, { kind: 'template', ...options });
  assert.ok(analysis);
  return analysis;
}

/** What a change of a template does, without its findings. */
export function diffOf(before: string, after: string, options: ReadOptions = {}): NetworkDiff {
  const [old, now] = [before, after].map((text) => {
    const analysis = read(text, options);
    return { analysis, networks: networksOf(analysis), findings: [] };
  });
  return networkDiff(old, now);
}

/** The same in sentences, those further in indented. */
export function sentencesOf(before: string, after: string): readonly string[] {
  const [old, now] = [read(before, {}), read(after, {})];
  const sections = sectionsOf(changeOf(old, now, OPTIONS), { before: old, after: now });
  return sections.flatMap(({ title, entries }) => [
    title,
    ...entries.flatMap((one) => [`  ${one.text}`, ...one.entries.map(({ text }) => `    ${text}`)]),
  ]);
}

/** A template in YAML flow style, a resource a line: `Id: Type { properties }` without `AWS::`. */
export function template(...resources: readonly string[]): string {
  const lines = resources.map((line) => {
    const [, id, type, properties] = /^(\w+): (\S+) ?(.*)$/.exec(line) ?? [];
    assert.ok(id && type, line);
    return `  ${id}: { Type: AWS::${type}${properties ? `, Properties: ${properties}` : ''} }`;
  });
  return `Resources:\n${lines.join('\n')}\n`;
}

/** The lines of a template with one of them, by its logical id, in another form, or without it. */
export function withLine(
  lines: readonly string[],
  id: string,
  ...instead: readonly string[]
): readonly string[] {
  const at = lines.findIndex((line) => line.startsWith(`${id}: `));
  assert.ok(at >= 0, id);
  return [...lines.slice(0, at), ...instead, ...lines.slice(at + 1)];
}
