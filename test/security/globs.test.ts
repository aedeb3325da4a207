import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import ignore from 'ignore';
import picomatch from 'picomatch';
import { readGitignore } from '../../server/src/files/gitignore.ts';
import { globProblem, matcherOf } from '../../server/src/glob.ts';
import { matchesPattern, readingsOf } from '../../server/src/template/allowedPattern.ts';
import { actionsNotAllowed, statementsOf } from '../../server/src/zappa/policy.ts';
import { checkIn } from '../cli/commandLine.ts';
import { inFolder } from '../cli/folder.ts';
import { FINE } from '../cli/templates.ts';

const matches = (glob: string, path: string) => matcherOf([glob])(path);

/** Milliseconds of this process's own work. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return costSince(before);
}

function costSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('globs mean what they mean elsewhere', () => {
  const table: [glob: string, match: string[], others: string[]][] = [
    ['*.yaml', ['a.yaml', '.yaml', '.a.yaml'], ['a/b.yaml', 'a.yml']],
    ['**/*.yaml', ['a.yaml', 'a/b.yaml', 'a/b/c.yaml'], ['a.yml']],
    ['legacy/**', ['legacy/a', 'legacy/a/b'], ['legacy', 'legacy2/a', 'a/legacy/b']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/bb', 'ab']],
    ['./a', ['a'], ['b']],
    ['a?c', ['abc'], ['ac', 'a/c']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
    ['[!a-c]x', ['dx'], ['ax']],
    ['[^a]x', ['bx'], ['ax']],
    ['[]]x', [']x'], ['x']],
    ['[ab', ['[ab'], ['a']],
    ['{a,b}/{c,d}.json', ['a/c.json', 'b/d.json'], ['a/d.yaml', '{a,b}/c.json']],
    ['{a,b{c,d}}', ['a', 'bc', 'bd'], ['b']],
    ['{a}', ['{a}'], ['a']],
    ['\\*', ['*'], ['a']],
    ['(a)', ['(a)'], ['a']],
  ];
  for (const [glob, match, others] of table) {
    for (const path of match) assert.ok(matches(glob, path), `${glob} ${path}`);
    for (const path of others) assert.ok(!matches(glob, path), `${glob} ${path}`);
  }
});

const path = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join('/'))
  .filter((one) => !one.split('/').some((part) => part === '.' || part === '..'));

test('globs match as picomatch does', () => {
  const part = fc.oneof(
    fc.constant('**'),
    fc
      .array(fc.constantFrom('a', 'b', '*', '?', '-', '[ab]', '[^a]', '{a,b}'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((all) => all.join(''))
      .filter((one) => !one.includes('**') && !one.startsWith('-')),
  );
  const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(glob, path, (pattern, name) => {
      // There `a/**` is `a` as well, though `a*/**` is not.
      fc.pre(!pattern.endsWith('/**') || !matches(pattern.replace(/(\/\*\*)+$/, ''), name));
      assert.equal(matches(pattern, name), picomatch(pattern, { dot: true })(name), `${pattern} ${name}`);
    }),
    { numRuns: 2000 },
  );
});

const line = fc
  .tuple(
    fc.constantFrom('', '', '', '!'),
    fc.constantFrom('', '', '/', '**/'),
    fc
      .array(fc.constantFrom('a', 'b', '*', '?', '-', '[ab]', '[!a]'), { minLength: 1, maxLength: 3 })
      .map((all) => all.join(''))
      .filter((one) => !one.includes('**')),
    fc.constantFrom('', '', '/', '/a', '/**', '/*'),
  )
  .map((parts) => parts.join(''));

test('.gitignore is read as the package ignore reads it', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), path, (lines, name) => {
      const text = lines.join('\n');
      const { ignored } = ignore({ ignorecase: false }).add(text).test(name);
      assert.equal(
        readGitignore(text, false)(name, false) === 'ignored',
        ignored,
        JSON.stringify([lines, name]),
      );
    }),
    { numRuns: 3000 },
  );
});

test('.gitignore is read as git reads it', async (t) => {
  if (spawnSync('git', ['--version']).status !== 0) return t.skip('there is no git');
  const text =
    '# no\n\\#yes\n\\!yes\n*.log\n!keep.log\n/top\nsub/\ndeep/**\n**/any/x\nspace \nkept\\ \na?c\n[x-z]1\r\n';
  const names = [
    '#yes',
    '!yes',
    'no',
    'a.log',
    'b/keep.log',
    'top',
    'b/top',
    'sub',
    'b/sub/x',
    'deep',
    'deep/a/b',
    'any/x',
    'q/any/x',
    'space',
    'space ',
    'kept ',
    'abc',
    'b/abc',
    'y1',
    'w1',
  ];
  await inFolder({ '.gitignore': text }, (folder) => {
    spawnSync('git', ['init', '-q'], { cwd: folder });
    const { stdout } = spawnSync(
      'git',
      ['-c', 'core.ignorecase=false', 'check-ignore', '--no-index', '-z', '--stdin'],
      {
        cwd: folder,
        input: names.join('\0'),
        encoding: 'utf8',
      },
    );
    const rules = readGitignore(text, false);
    assert.deepEqual(
      names.filter((name) => rules(name, false) === 'ignored'),
      stdout.split('\0').filter(Boolean),
    );
  });
});

/** What takes an engine for regular expressions forever. */
const ATTACKS = [
  '(a+)+b',
  `${'*a'.repeat(24)}*b`,
  '+(a|a?)+(a|a?)+b',
  `${'{a,a}'.repeat(20)}b`,
  `${'**/'.repeat(40)}b`,
  `${'[a-z]*'.repeat(30)}1`,
  '{'.repeat(900),
  `${'*'.repeat(900)}b`,
];

test('no glob of a repository hangs', async () => {
  const name = `${'a'.repeat(48)}.yaml`;
  for (const attack of ATTACKS) {
    const settings = JSON.stringify({
      exclude: [attack, `${attack}.yaml`],
      zappa: { files: [attack] },
      parameterFiles: { [attack]: 'p.json' },
    });
    const files = {
      [name]: FINE,
      'vpc-lens.json': settings,
      '.gitignore': `${attack}\n**/${attack}/x\n`,
      '.git/HEAD': '',
      'd/d/x.yaml': FINE,
    };
    const cost = await inFolder(files, async (folder) => {
      const before = process.cpuUsage();
      assert.notEqual((await checkIn(folder, [])).status, 2);
      return costSince(before);
    });
    assert.ok(cost < 1000, `${attack}: ${cost} ms`);
    const long = `${'a/'.repeat(500)}${'a'.repeat(1000)}`;
    assert.ok(costOf(() => matches(attack, long)) < 200, attack);
    assert.ok(costOf(() => readGitignore(attack, false)(long, false)) < 500, attack);
  }
});

test('what a glob may not be is said', () => {
  const table: [glob: string, problem: RegExp][] = [
    ['', /is empty/],
    ['a'.repeat(70_000), /more than 1000 letters/],
    ['+(a|b)', /group in parentheses/],
    ['{a,b}'.repeat(10), /more than 200 globs/],
    ['{'.repeat(30), /more than 20 braces/],
  ];
  for (const [glob, problem] of table) {
    assert.match(globProblem(glob) ?? '', problem);
    assert.ok(!matches(glob, glob));
  }
});

test('patterns of policies and of parameters do not hang either', () => {
  const policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: [`${'*e'.repeat(200)}!`, 'ec2:Create*'] }],
  });
  const cost = costOf(() => {
    const actions = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', `ec2:${'e'.repeat(60)}`];
    assert.deepEqual(actionsNotAllowed(statementsOf(policy)!, actions), actions.slice(1));
  });
  assert.ok(cost < 200);

  const CIDR =
    '^((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)/(1[6-9]|2[0-8])$';
  assert.ok(matchesPattern(CIDR, '10.0.0.0/16'));
  assert.ok(!matchesPattern(CIDR, '10.0.0.0/33'));
  const token = fc.constantFrom(
    'a',
    '.',
    '[ab]',
    '(',
    '(?:',
    ')',
    '|',
    '*',
    '+',
    '?',
    '{2}',
    '{1,3}',
    '{2,}',
    '\\w',
    '^',
    '$',
    'b',
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
      const pattern = tokens.join('');
      assert.ok(
        costOf(() => matchesPattern(pattern, `${'a'.repeat(199)}!`)) < 200,
        `${pattern}: ${readingsOf(pattern)}`,
      );
    }),
    { numRuns: 1000 },
  );
});
