import { Position } from 'vscode-languageserver';
import { reachNames, traceOf } from '../../../languageService.ts';
import type { ReachNames, ReachNamesParams, Trace, TraceRequest } from '../../../protocol.ts';
import { all, texts, wholeNumbers } from '../../client/params.ts';
import { workspaceEditFor } from '../../client/workspaceEdits.ts';
import { requestHandler } from '../../session.ts';

/** Why a question about such a document has no answer. */
const NOT_OURS = 'This file is neither a CloudFormation template nor Zappa settings.';

const PROTOCOLS: readonly unknown[] = [undefined, 'tcp', 'udp', 'icmp'];

export const onTrace = requestHandler<TraceRequest>(
  all(
    texts('uri', 'from', 'to'),
    wholeNumbers('port?'),
    ({ protocol }) =>
      PROTOCOLS.includes(protocol) ? undefined : 'needs protocol, where it is there, to be tcp, udp or icmp',
    ({ scenario }) =>
      scenario == null || typeof scenario === 'string'
        ? undefined
        : 'needs scenario, where it is there, to be a text or null',
  ),
  (request, { client, stateOf }): Trace => {
    const state = stateOf(request.uri);
    if (!state) return { sentence: NOT_OURS, answers: [] };
    const { uri } = request;
    const { answers, ...trace } = traceOf(state.analysis, request, { uri, version: state.version });
    return {
      ...trace,
      answers: answers.map((answer) => ({
        ...answer,
        fixes: answer.fixes.map((fix) => ({
          ...fix,
          ...(fix.edit && { edit: workspaceEditFor(client, fix.edit) }),
        })),
      })),
    };
  },
);

export const onReachNames = requestHandler<ReachNamesParams>(
  all(texts('uri', 'from?'), ({ position }) =>
    position === undefined || Position.is(position)
      ? undefined
      : 'needs position, where it is there, to be one',
  ),
  (params, session): ReachNames => {
    const state = session.stateOf(params.uri);
    return state ? reachNames(state.analysis, params) : { sources: [], destinations: [] };
  },
);
