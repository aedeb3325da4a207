import * as vscode from 'vscode';
import { REACH_NAMES_REQUEST, type ReachName, type ReachNames } from '../../../server/src/protocol.ts';
import { isOurs } from '../documents.ts';
import type { LanguageServer } from '../languageServer.ts';
import { showTrace } from './showTrace.ts';

/** "VPC Lens: Can X Reach Y?": asks for a source, a destination and a port, and shows the trace. */
export function registerCanReach(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.canReach', async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isOurs(document)) {
      void vscode.window.showInformationMessage('Open a CloudFormation template or Zappa settings first.');
      return;
    }
    server.start();
    const uri = document.uri.toString();
    const names = await server.ask<ReachNames>(REACH_NAMES_REQUEST, { uri });
    const from = await choose(names.sources, 'From where? A name of the file, an address or a block', 1);
    if (from === undefined) return;
    const to = await choose(
      names.destinations.filter(({ name }) => name !== from),
      `Where to, from ${from}? A name of the file, a service of AWS, an address or a block`,
      2,
    );
    if (to === undefined) return;
    const port = await choosePort(from, to);
    if (port === undefined) return;
    await showTrace(server, { uri, from, to, ...port });
  });
}

/** A name of the list, or whatever is typed. */
function choose(names: readonly ReachName[], placeholder: string, step: number): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = 'Can X Reach Y?';
  pick.step = step;
  pick.totalSteps = 3;
  pick.placeholder = placeholder;
  const listed = names.map(({ name, what }) => ({ label: name, description: what }));
  pick.items = listed;
  pick.onDidChangeValue((typed) => {
    const isListed = typed === '' || listed.some(({ label }) => label === typed);
    pick.items = isListed ? listed : [...listed, { label: typed, description: 'as typed' }];
  });
  return new Promise<string | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.label));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}

type PortChoice = { readonly protocol: 'tcp' | 'udp' | 'icmp'; readonly port?: number };

/** Nothing typed is the destination's own port. */
async function choosePort(from: string, to: string): Promise<PortChoice | undefined> {
  const typed = await vscode.window.showInputBox({
    title: `Can ${from} reach ${to}? (3/3)`,
    prompt: 'A port such as 5432, "udp 53" or "ping"; empty for the destination’s own',
    validateInput: (text) =>
      readPort(text) ? undefined : 'A port is a number from 0 to 65535, "udp 53", or "ping".',
  });
  return typed === undefined ? undefined : readPort(typed);
}

function readPort(text: string): PortChoice | undefined {
  const written = text.trim().toLowerCase();
  if (written === '') return { protocol: 'tcp' };
  if (written === 'ping' || written === 'icmp') return { protocol: 'icmp' };
  const [, protocol = 'tcp', digits] = /^(?:(tcp|udp)\s+)?(\d{1,5})$/.exec(written) ?? [];
  const port = Number(digits);
  return digits !== undefined && port <= 65_535 ? { protocol: protocol as 'tcp' | 'udp', port } : undefined;
}
