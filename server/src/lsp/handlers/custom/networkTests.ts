import { failureText, recordTests, testFileFor } from '../../../languageService.ts';
import type {
  NetworkTestItem,
  NetworkTestMessage,
  NetworkTestsAnswer,
  NetworkTestsParams,
  RecordedTests,
  RecordTestsParams,
} from '../../../protocol.ts';
import { type LineStarts, positionAt, type Span } from '../../../syntax/span.ts';
import { all, texts } from '../../client/params.ts';
import { requestHandler } from '../../session.ts';
import type { SuiteResults } from '../../workspace/networkTests.ts';

export const onNetworkTests = requestHandler<NetworkTestsParams>(
  all(texts('uri'), ({ run }) => (typeof run === 'boolean' ? undefined : 'needs run, true or false')),
  async ({ uri, run }, session): Promise<NetworkTestsAnswer> => {
    const found = await session.runNetworkTests(uri, run);
    if (!found) return { tests: [], mistakes: [] };
    const { lines } = found.text;
    return {
      tests: found.suites.flatMap(itemsOf),
      mistakes: found.mistakes.map((mistake) => ({
        message: mistake.message,
        range: rangeIn(lines, mistake),
      })),
    };
  },
);

function itemsOf({ suite, results, lines, uri, tested }: SuiteResults): readonly NetworkTestItem[] {
  if (!results)
    return suite.tests.map(({ title, at }) => ({
      title,
      range: rangeIn(lines, at),
      tested: tested.uri,
      messages: [],
    }));
  return results.map(({ test, outcome, failures, mistakes }) => ({
    title: test.title,
    range: rangeIn(lines, test.at),
    tested: tested.uri,
    outcome,
    messages: [
      ...mistakes.map((one) => ({ text: one.message, place: { uri, range: rangeIn(lines, one) } })),
      ...failures.map((failure): NetworkTestMessage => {
        const { question, at, fixes } = failure;
        const titles = fixes.map(({ title }) => `Fix: ${title}`);
        const reason = test.reason === undefined ? [] : [test.reason];
        return {
          text: [failureText(failure), ...titles, ...reason].join('\n'),
          ...(at && { place: { uri: tested.uri, range: rangeIn(tested.analysis.lines, at) } }),
          ...(question &&
            !question.ipv6 && {
              trace: {
                uri: tested.uri,
                from: question.from,
                to: question.to,
                protocol: question.protocol,
                ...(question.port !== undefined && { port: question.port }),
              },
            }),
        };
      }),
    ],
  }));
}

export const onRecordTests = requestHandler<RecordTestsParams>(
  texts('uri'),
  ({ uri }, session): RecordedTests => {
    const analysis = session.stateOf(uri)?.analysis;
    if (!analysis || (analysis.content.kind !== 'template' && analysis.content.kind !== 'zappa'))
      return { refused: 'This file is neither a CloudFormation template nor Zappa settings.' };
    const text = recordTests(analysis);
    if (text === undefined)
      return { refused: 'Nothing is known for certain of who reaches whom in this file.' };
    return { uri: testFileFor(uri), text };
  },
);

function rangeIn(lines: LineStarts, { start, end }: Span) {
  return { start: positionAt(lines, start), end: positionAt(lines, end) };
}
