import { networksOf } from '../../../server/src/features/reachability/networks.ts';
import { analyze } from '../../../server/src/languageService.ts';
import { reach } from '../../../server/src/reach/answer.ts';
import type { Party } from '../../../server/src/reach/question.ts';
import { dataOf } from '../../../server/src/syntax/edit/data.ts';
import type { Template } from './rewrites.ts';

const OUTSIDE: readonly Party[] = [
  { kind: 'internet' },
  { kind: 'service', name: 's3' },
  { kind: 'service', name: 'sqs' },
];

/** What is said of every pair of so many workloads, of these and the internet, and of services that they call. */
export function answersOf(name: string, text: string, most = 7): readonly string[] {
  const analysis = analyze(name, text);
  const said = new Set<string>();
  for (const { network } of analysis ? networksOf(analysis) : []) {
    const ids = [...network.workloads.keys(), ...network.endpoints.keys()].sort().slice(0, most);
    const own = ids.map((id): Party => ({ kind: 'workload', id }));
    for (const from of [...own, OUTSIDE[0]!]) {
      for (const to of [...own, ...OUTSIDE]) {
        if (from === to) continue;
        const answer = reach({ from, to, protocol: 'tcp' }, network);
        if (answer) said.add(`${nameOf(from)} to ${nameOf(to)}: ${answer.verdict}`);
      }
    }
  }
  return [...said].sort();
}

function nameOf(party: Party): string {
  return 'id' in party ? party.id : 'name' in party ? party.name : party.kind;
}

/** A template as CloudFormation's JSON; undefined for other files, and for what JSON cannot say. */
export function dataOfTemplate(name: string, text: string): Template | undefined {
  const analysis = analyze(name, text);
  const { root } = analysis?.content.kind === 'template' ? analysis.tree : {};
  const data = root && dataOf(root);
  const isWhole = typeof data === 'object' && data !== null && 'Resources' in data;
  return isWhole ? (data as unknown as Template) : undefined;
}
