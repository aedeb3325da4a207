import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Analysis,
  analyze,
  changeRows,
  type Earlier,
  earlierOf,
  findingsOf,
} from '../server/src/languageService.ts';
import { networkTemplate } from './reach.ts';
import { atMost, type Figure, timeOf } from './timing.ts';

const ROUNDS = 5;

/** A line of a template of 500 resources; `to` writes it anew for each edit. */
interface Edit {
  readonly what: string;
  readonly lets: 'blocks' | 'groups';
  readonly from: RegExp;
  readonly to: (round: number) => string;
}

const EDITS: readonly Edit[] = [
  {
    what: 'a group lets in less',
    lets: 'groups',
    from: /SourceSecurityGroupId: !Ref Group1 /,
    to: (round) => `CidrIp: 192.0.${round + 2}.0/24 `,
  },
  {
    what: 'an entry of an ACL is gone',
    lets: 'blocks',
    from: /^ {2}Entryfalse: .*\n/m,
    to: comment,
  },
  {
    what: 'a subnet gets another block',
    lets: 'groups',
    from: /10\.0\.16\.0\/20/,
    to: (round) => `10.0.${64 + 16 * round}.0/20`,
  },
  {
    what: 'the route to the internet is gone',
    lets: 'groups',
    from: /^ {2}PublicOut: .*\n/m,
    to: comment,
  },
];

function comment(round: number): string {
  return `# ${round}\n`;
}

function edited(before: string, { what, from, to }: Edit, round: number): string {
  const after = before.replace(from, to(round));
  if (after === before) throw new Error(`Nothing changes: ${what}`);
  return after;
}

/** What a change of one line does to 500 resources: every sender to every destination in both versions, by a new process. */
export function diffFigures(cli: string, folder: string): readonly Figure[] {
  return EDITS.map((edit, n) => {
    const before = networkTemplate(500, edit.lets);
    const [old, now] = [join(folder, `old-${n}.yaml`), join(folder, `new-${n}.yaml`)];
    writeFileSync(old, before);
    writeFileSync(now, edited(before, edit, 0));
    const taken = Array.from({ length: ROUNDS }, () =>
      timeOf(process.execPath, [cli, 'diff', old, now, '--fail-on', 'never']),
    );
    return atMost(`vpc-lens diff, 500 resources: ${edit.what}`, taken, 2000);
  });
}

/** The same in the editor, where both versions are known and one is edited again and again: the view of one edit. */
export function changeFigures(): readonly Figure[] {
  const options = { profile: 'recommended', severities: {}, onFailure: () => {} } as const;
  return EDITS.map((edit) => {
    const text = networkTemplate(500, edit.lets);
    const checked = (analysis: Analysis) => ({ analysis, findings: findingsOf(analysis, options) });
    const read = (content: string, earlier?: Earlier) => analyze('net.yaml', content, {}, earlier)!;
    const before = checked(read(text));
    let now = read(text);
    const taken = Array.from({ length: ROUNDS + 1 }, (_, round) => {
      now = read(edited(text, edit, round), earlierOf(now));
      const after = checked(now);
      const started = performance.now();
      changeRows(before, after);
      return performance.now() - started;
    });
    // The first one answers for the older version too.
    return atMost(`what an edit does, 500 resources: ${edit.what}`, taken.slice(1), 200);
  });
}
