import * as vscode from 'vscode';
import {
  NEW_NETWORK_REQUEST,
  type NewNetworkAnswer,
  type NewNetworkParams,
} from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { askForFile } from './file.ts';
import { TemplatePreview } from './preview.ts';
import { askForNetwork } from './steps.ts';
import { offerVpcConfig } from './vpcConfig.ts';

const START: NewNetworkParams = {
  pattern: 'nat',
  zones: '2',
  cidr: '10.0.0.0/16',
  extras: [],
  format: 'yaml',
};

/**
 * "VPC Lens: New Network…": asks for a pattern and its parts while the template is shown beside, writes the template, and
 * offers its `vpc_config` for the Zappa settings of the workspace.
 */
export function registerNewNetwork(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.newNetwork', async () => {
    server.start();
    const preview = new TemplatePreview();
    let written: { readonly file: vscode.Uri; readonly network: NewNetworkParams } | undefined;
    try {
      written = await choose(server, preview);
    } finally {
      await preview.close();
    }
    if (!written) return;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(written.file));
    await offerVpcConfig(server, written.network);
  });
}

async function choose(server: LanguageServer, preview: TemplatePreview) {
  let last: NewNetworkParams | undefined;
  const attempt = async (network: NewNetworkParams) => {
    last = network;
    const answer = await server.ask<NewNetworkAnswer>(NEW_NETWORK_REQUEST, network);
    if ('refused' in answer) return answer.refused;
    // The choice has changed while this answer was computed.
    if (last === network) await preview.show(answer.template, network.format);
    return undefined;
  };
  const network = await askForNetwork(START, attempt);
  if (!network) return undefined;
  const answer = await server.ask<NewNetworkAnswer>(NEW_NETWORK_REQUEST, network);
  if ('refused' in answer) {
    void vscode.window.showWarningMessage(answer.refused);
    return undefined;
  }
  const file = await askForFile(`network.${network.format}`);
  if (!file) return undefined;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(answer.template));
  return { file, network };
}
