import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkTemplate } from './reach.ts';
import { atMost, type Figure, timeOf } from './timing.ts';

const ROUNDS = 5;

/** What a change of one line does to 500 resources: every sender to every destination in both versions, by a new process. */
export function diffFigures(cli: string, folder: string): readonly Figure[] {
  const changes: readonly (readonly [what: string, lets: 'blocks' | 'groups', from: RegExp, to: string])[] = [
    ['a group lets in less', 'groups', /SourceSecurityGroupId: !Ref Group1 /, 'CidrIp: 192.0.2.0/24 '],
    ['an entry of an ACL is gone', 'blocks', /^ {2}Entryfalse: .*\n/m, ''],
    ['a subnet gets another block', 'groups', /10\.0\.16\.0\/20/, '10.0.64.0/20'],
    ['the route to the internet is gone', 'groups', /^ {2}PublicOut: .*\n/m, ''],
  ];
  return changes.map(([what, lets, from, to], n) => {
    const before = networkTemplate(500, lets);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`Nothing changes: ${what}`);
    const [old, now] = [join(folder, `old-${n}.yaml`), join(folder, `new-${n}.yaml`)];
    writeFileSync(old, before);
    writeFileSync(now, after);
    const taken = Array.from({ length: ROUNDS }, () =>
      timeOf(process.execPath, [cli, 'diff', old, now, '--fail-on', 'never']),
    );
    return atMost(`vpc-lens diff, 500 resources: ${what}`, taken, 2000);
  });
}
