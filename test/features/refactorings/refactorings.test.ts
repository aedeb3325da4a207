import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from '../../../server/src/syntax/parse.ts';
import { valueAt } from '../../../server/src/syntax/tree.ts';
import { readFixture } from '../../fixture.ts';
import { faultsIn, madeIn, networksOf } from './everyTemplate.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Correct templates that nobody wrote for refactorings: an example, and some of the rules' good fixtures. */
const files = [
  'examples/fixed/network-yaml/network.yaml',
  // A block that is a client's own.
  'test/rules/endpoint-sg-blocks-client/good-both-subnets.yaml',
  ...globSync('test/rules/*/good-*.{yaml,json}', { cwd: root })
    .toSorted()
    .filter((_, i) => i % 16 === 0),
];

const templates = files.map((file) => {
  const { text } = readFixture(file, readFileSync(root + file, 'utf8'));
  // Most refactorings are parameters, which are all alike.
  const made = madeIn(file, text);
  const parameters = made.filter(
    ({ offered }) => offered.kind === 'extract' && /parameter/.test(offered.title),
  );
  return { file, text, made: made.filter((one) => parameters.indexOf(one) < 2) };
});

/** What changes how a network is written, and not the network. */
const KEEPS_NETWORK = /^(Compute|Write|Move the rule|Extract)/;

test('wherever a refactoring is offered, nothing new is wrong after it, and what is only rewritten is the same network', () => {
  const kinds = new Set<string>();
  for (const { file, text, made } of templates) {
    const faults = faultsIn(file, text);
    const networks = networksOf(file, text);
    for (const { offered, after } of made) {
      const name = `${file}: ${offered.title}`;
      kinds.add(offered.title.split(' ')[0]!);
      // A subnet in another tier is another network for who is in it.
      if (!/^Move .* to the tier/.test(offered.title))
        assert.deepEqual(added(faults, faultsIn(file, after)), [], name);
      if (KEEPS_NETWORK.test(offered.title)) assert.deepEqual(networksOf(file, after), networks, name);
    }
  }
  assert.deepEqual([...kinds].toSorted(), ['Add', 'Allow', 'Compute', 'Extract', 'Move', 'Split', 'Write']);
});

test('resources that a refactoring is not about keep every character, and no comment is lost', () => {
  for (const { file, text, made } of templates)
    for (const { offered, after } of made) {
      const name = `${file}: ${offered.title}`;
      const [before, now] = [text, after].map((one) => resourceTexts(file, one));
      const touched = [...before!].filter(([id, body]) => now!.get(id) !== body).map(([id]) => id);
      // The rule and its group, or the lists that name the new tables; the copies that become a loop, and the blocks.
      const { length } = offered.title.match(/[A-Za-z0-9]+/g) ?? [];
      const most = /ForEach/.test(offered.title)
        ? length!
        : Number(/the (\d+) blocks/.exec(offered.title)?.[1] ?? 2);
      assert.ok(touched.length <= most, `${name} changes ${touched.join()}`);
      const comments = file.endsWith('.yaml') ? (text.match(/(?<=^|\s)# .*/gm) ?? []) : [];
      for (const comment of comments) assert.ok(after.includes(comment), name);
    }
});

test('a slice of the VPC is the block again, and the file what it was', () => {
  let count = 0;
  for (const { file, text, made } of templates)
    for (const { offered, after } of made.filter(({ offered: { title } }) => title.startsWith('Compute'))) {
      const back = madeIn(file, after).filter(({ offered: { title } }) =>
        title.startsWith('Write the block as'),
      );
      assert.ok(
        back.some((one) => one.after.replaceAll(/["']/g, '') === text.replaceAll(/["']/g, '')),
        `${file}: ${offered.title}`,
      );
      count++;
    }
  assert.ok(count > 5, `${count}`);
});

function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The text of each resource by its name. */
function resourceTexts(file: string, text: string): ReadonlyMap<string, string> {
  const resources = valueAt(parse(text, file.endsWith('.json') ? 'json' : 'yaml').root, 'Resources');
  if (resources?.kind !== 'mapping') return new Map();
  return new Map(
    resources.entries.map(({ key, value }) => [key.text, text.slice(value.start, value.end).trimEnd()]),
  );
}
