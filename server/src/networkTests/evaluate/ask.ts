import { destinationNamed, isSource, partyNamed } from '../../features/reachability/parties.ts';
import { hasIpv6Subnets } from '../../network/lookup.ts';
import { reach } from '../../reach/answer.ts';
import type { Answer, Question } from '../../reach/question.ts';
import type { NetworkTest } from '../suite.ts';
import type { TestScene } from './scene.ts';

/** A question of a test with its answer; names are those that the file has. */
export interface TestQuestion {
  readonly from: string;
  readonly to: string;
  readonly question: Question;
  readonly answer: Answer;
}

/** What is asked of each pair of names: one port, one family. */
export interface PairQuestion {
  readonly protocol: NetworkTest['protocol'];
  readonly port: number | undefined;
  readonly ipv6: boolean;
}

/** The questions of a test for a pair whose packets must not arrive, in either family. */
export function questionsOfFamilies(test: NetworkTest, { network }: TestScene): readonly PairQuestion[] {
  const families = test.ipv6 ? [true] : hasIpv6Subnets(network) ? [false, true] : [false];
  return families.flatMap((ipv6) => questionsOf(test, ipv6));
}

/** The questions of a test for a pair whose packets must arrive, in the test's own family. */
export function questionsOfOneFamily(test: NetworkTest): readonly PairQuestion[] {
  return questionsOf(test, test.ipv6);
}

function questionsOf({ protocol, ports }: NetworkTest, ipv6: boolean): readonly PairQuestion[] {
  return (ports.length > 0 ? ports : [undefined]).map((port) => ({ protocol, port, ipv6 }));
}

/** Undefined where a party is not there, sends nothing, or has no address of the family. */
export function askTest(
  from: string,
  to: string,
  { protocol, port, ipv6 }: PairQuestion,
  { network, template }: TestScene,
): TestQuestion | undefined {
  const source = partyNamed(from, network, template, ipv6);
  const destination = destinationNamed(to, source, network, template, ipv6);
  if (!source || !isSource(source) || !destination) return undefined;
  const question: Question = {
    from: source,
    to: destination,
    protocol,
    ...(port !== undefined && { port }),
    ...(ipv6 && { ipv6 }),
  };
  const answer = reach(question, network);
  return answer && { from, to, question, answer };
}
