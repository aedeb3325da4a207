import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import type { Trace, TraceAnswer, TraceRequest } from '../protocol.ts';
import type { Hop } from '../reach/question.ts';
import type { DocumentVersion } from './codeActions.ts';
import { rangeOf } from './ranges.ts';
import { fixOf, type ReachAnswer, reachIn } from './reachability.ts';
import { whenText } from './reachWords.ts';

/** An answer as an editor shows it: every hop with its line, what is in the way, and the edits that open it. */
export function traceOf(analysis: Analysis, request: TraceRequest, document: DocumentVersion): Trace {
  const { from, to, protocol = 'tcp', port } = request;
  const result = reachIn(analysis, { from, to, protocol, ...(port !== undefined && { port }) });
  if (result.kind === 'refused') return { sentence: result.sentence, answers: [] };
  return { answers: result.answers.map((answer) => asTrace(answer, request, analysis, document)) };
}

function asTrace(
  answer: ReachAnswer,
  { from, to }: TraceRequest,
  analysis: Analysis,
  document: DocumentVersion,
): TraceAnswer {
  const what = answer.port === undefined ? 'by ping' : `${answer.protocol} ${answer.port}`;
  const when = whenText(answer);
  return {
    title: `${from} → ${to}  ${what}${when === '' ? '' : `, ${when}`}`,
    verdict: answer.verdict,
    summary: summaryOf(answer, from, to),
    hops: answer.hops.map((hop) => ({
      label: hop.resource,
      text: hopText(hop),
      allows: hop.allows,
      range: rangeOf(analysis.lines, hop.at),
    })),
    blockers: answer.blockedBy.map((blocker) => {
      const { title, edits } = fixOf(blocker, answer.network, analysis);
      const edit: WorkspaceEdit | undefined = edits && {
        documentChanges: [
          {
            textDocument: document,
            edits: edits.map(({ span, text }) => ({ range: rangeOf(analysis.lines, span), newText: text })),
          },
        ],
      };
      return {
        message: blocker.message,
        code: blocker.code,
        range: rangeOf(analysis.lines, blocker.at),
        fix: title,
        ...(edit && { edit }),
      };
    }),
    assumptions: answer.assumptions,
  };
}

function summaryOf({ verdict, pairs }: ReachAnswer, from: string, to: string): string {
  switch (verdict) {
    case 'reachable':
      return `${from} reaches ${to}`;
    case 'blocked':
      return `${from} cannot reach ${to}`;
    case 'partial': {
      const failing = [
        ...new Set(pairs.filter((pair) => pair.verdict !== 'reachable').map((pair) => pair.from ?? from)),
      ];
      return `${from} reaches ${to} only sometimes: not always from ${failing.join(', ')}`;
    }
    case 'unknown':
      return `The file does not decide whether ${from} reaches ${to}`;
  }
}

/** What a hop is, in words: "security group, in". */
export function hopText({ kind, direction, by, allows }: Hop): string {
  const what = kind.replaceAll('-', ' ');
  const way = direction === undefined ? what : `${what}, ${direction === 'ingress' ? 'in' : 'out'}`;
  return by === undefined ? `${way}${allows ? '' : ': not let through'}` : `${way}: ${by}`;
}
