import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from 'vscode-languageserver';
import { isObject } from './client/params.ts';
import { decodePosition, encodePositions, mapPositions, uriIn } from './client/positions.ts';
import type { Documents } from './documents/documents.ts';
import { HANDLERS } from './handlers/index.ts';
import type { Quiet } from './quiet.ts';
import type { Phase } from './serverState.ts';
import type { Session } from './session.ts';

export interface RequestsHost {
  readonly session: Session;
  readonly phase: () => Phase;
  readonly documents: Pick<Documents, 'get' | 'found'>;
  readonly quiet: Pick<Quiet, 'settled' | 'asked'>;
  /** Resolves when the editor's settings are known. */
  readonly configured: () => Promise<unknown>;
  readonly onError: (method: string, error: unknown) => void;
}

/**
 * Answers any request with its handler's result for the newest text that has arrived, or with a protocol error whose
 * message is one sentence.
 */
export function createRequests(host: RequestsHost) {
  const { session, documents, quiet } = host;

  function decoded(params: object, uri: string): unknown {
    const document = documents.get(uri);
    if (!document) return params;
    const decode = (position: Position, at: string) =>
      at === uri ? decodePosition(document, position, session.client.encoding) : position;
    return mapPositions(params, uri, decode);
  }

  return async (method: string, params: unknown, token: CancellationToken): Promise<unknown> => {
    const handler = handlerFor(method, params, host.phase());
    if (handler instanceof ResponseError) return handler;
    const begins = quiet.asked();
    try {
      await host.configured();
      await quiet.settled();
    } finally {
      // From here on the request waits for long work like all others.
      begins();
    }
    if (token.isCancellationRequested) return cancelled();
    const uri = uriIn(params);
    try {
      const given = uri === undefined ? params : decoded(params as object, uri);
      const answer = (await handler.answer(given as never, session, token)) ?? null;
      if (token.isCancellationRequested) return cancelled();
      return encodePositions(answer, uri ?? '', session.client.encoding, documents.found);
    } catch (error) {
      if (error instanceof ResponseError) return error;
      host.onError(method, error);
      return new ResponseError(ErrorCodes.InternalError, `VPC Lens has no answer to ${method}: it failed.`);
    }
  };
}

/** The handler of a request, or why it is refused. */
function handlerFor(method: string, params: unknown, phase: Phase) {
  const refused = refusal(phase);
  if (refused) return refused;
  const handler = HANDLERS.get(method);
  if (!handler) return new ResponseError(ErrorCodes.MethodNotFound, `The server has no request ${method}.`);
  const problem = isObject(params) ? handler.check(params) : 'needs parameters by their names';
  if (problem !== undefined) return new ResponseError(ErrorCodes.InvalidParams, `${method} ${problem}.`);
  return handler;
}

/** Why requests are refused in this state. */
export function refusal(phase: Phase): ResponseError<void> | undefined {
  if (phase === 'uninitialized')
    return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet.');
  if (phase === 'shutDown') return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
  return undefined;
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The client cancelled the request.');
}
