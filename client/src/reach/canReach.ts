import * as vscode from 'vscode';
import {
  REACH_NAMES_REQUEST,
  type ReachNames,
  type ReachNamesParams,
  TRACE_REQUEST,
  type Trace,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import { isOurs } from '../documents/documents.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { askToOpenFile } from '../notifications.ts';
import { chooseParty } from './chooseParty.ts';
import { choosePort } from './choosePort.ts';
import type { TraceView } from './traceView.ts';

/** "VPC Lens: Check Reachability…": asks for a source, a destination and a port, and shows the trace. */
export function registerCanReach(server: LanguageServer, view: TraceView): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.canReach', async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isOurs(editor.document)) {
      return askToOpenFile();
    }
    server.start();
    const { line, character } = editor.selection.active;
    const place = { uri: editor.document.uri.toString(), position: { line, character } };
    const { sources } = await namesOf(server, place);
    if (sources.length === 0) {
      return askToOpenFile(vscode.l10n.t('This file has no network resources to check.'));
    }
    const request = await askWhat(server, place);
    if (request) await view.ask(request);
  });
}

/** The question; undefined if cancelled. Back returns to the previous step with its text. */
async function askWhat(server: LanguageServer, place: ReachNamesParams): Promise<TraceRequest | undefined> {
  const { uri } = place;
  const refusal = async (from: string, to: string) =>
    (await server.ask<Trace>(TRACE_REQUEST, { uri, from, to } satisfies TraceRequest)).sentence;
  let [typedFrom, typedTo] = ['', ''];
  for (;;) {
    const { sources } = await namesOf(server, place);
    const from = await chooseParty({
      title: vscode.l10n.t('Check reachability'),
      step: 1,
      placeholder: vscode.l10n.t('Source: a name in this file, an address or a CIDR block'),
      names: sources,
      value: typedFrom,
      // With `internet` as the destination, a refusal can only be about the source.
      refusal: (name) => refusal(name, 'internet'),
    });
    if (from === undefined || from === 'back') return undefined;
    typedFrom = sources.some(({ name }) => name === from) ? '' : from;
    const rest = await askDestination(from);
    if (rest !== 'back') return rest && { uri, from, ...rest };
  }

  async function askDestination(
    from: string,
  ): Promise<Pick<TraceRequest, 'to' | 'port' | 'protocol'> | 'back' | undefined> {
    const { destinations } = await namesOf(server, { ...place, from });
    for (;;) {
      const to = await chooseParty({
        title: vscode.l10n.t('Can {0} reach …?', from),
        step: 2,
        placeholder: vscode.l10n.t(
          'Destination: a name in this file, an AWS service such as kms, an address or a CIDR block',
        ),
        names: destinations,
        value: typedTo,
        refusal: (name) => refusal(from, name),
      });
      if (to === undefined || to === 'back') return to;
      const known = destinations.find(({ name }) => name === to);
      typedTo = known ? '' : to;
      const own =
        known?.port === undefined
          ? 'tcp 443 (HTTPS)'
          : vscode.l10n.t('tcp {0}, the port of {1}', known.port, to);
      const question =
        to === 'internet'
          ? vscode.l10n.t('Can {0} reach the internet?', from)
          : vscode.l10n.t('Can {0} reach {1}?', from, to);
      const port = await choosePort(question, own);
      if (port !== 'back') return port && { to, ...port };
    }
  }
}

function namesOf(server: LanguageServer, params: ReachNamesParams): Promise<ReachNames> {
  return server.ask<ReachNames>(REACH_NAMES_REQUEST, params);
}
