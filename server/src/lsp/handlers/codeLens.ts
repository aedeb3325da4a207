import type { CodeLensParams } from 'vscode-languageserver';
import { codeLenses, type LensHost } from '../../languageService.ts';
import { inDocument } from '../client/params.ts';
import { requestHandler, type Session } from '../session.ts';

/** Milliseconds between the request for lenses and the work on it. */
const LENS_PAUSE = 100;

export const onCodeLens = requestHandler<CodeLensParams>(
  inDocument,
  async ({ textDocument: { uri } }, session, token) => {
    // Lenses can wait, and are the most expensive request in a network with many workloads. While somebody types, each
    // version cancels the request of the one before.
    await new Promise((resolve) => setTimeout(resolve, LENS_PAUSE));
    if (token.isCancellationRequested || !session.configuration.showsLenses()) return null;
    const state = session.stateOf(uri);
    return state && codeLenses(state.analysis, lensHost(session, uri));
  },
);

export function lensHost({ options }: Session, uri: string): LensHost {
  return { uri, commands: options.commands ?? [] };
}
