import * as vscode from 'vscode';
import { fileKindOf } from '../../../server/src/fileKind.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { readBoundTemplate } from './template.ts';

/** The number of files that are examined, to bound the search. */
const MOST_FILES = 500;

export interface PickedVpc {
  readonly uri: vscode.Uri;
  readonly vpc: string;
}

/** Asks for a template of the workspace and, if it has several VPCs, for the VPC; undefined if cancelled. */
export async function pickTemplate(server: LanguageServer): Promise<PickedVpc | undefined> {
  const uris = await templates();
  if (uris.length === 0) throw new Error('This workspace has no CloudFormation template.');
  const file = await vscode.window.showQuickPick(
    uris.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { title: vscode.l10n.t('Plan Subnets of a Template'), placeHolder: vscode.l10n.t('Choose a template') },
  );
  if (!file) return undefined;
  const template = await readBoundTemplate(server, file.uri);
  const vpcs = template?.vpcs.filter(({ blocks }) => blocks.length > 0) ?? [];
  if (vpcs.length === 0) throw new Error(`${file.label} has no VPC with a known CIDR block.`);
  if (vpcs.length === 1) return { uri: file.uri, vpc: vpcs[0]!.id };
  const vpc = await vscode.window.showQuickPick(
    vpcs.map(({ id, blocks }) => ({ label: id, description: blocks.join(', ') })),
    { title: vscode.l10n.t('Plan Subnets of a Template'), placeHolder: vscode.l10n.t('Choose a VPC') },
  );
  return vpc && { uri: file.uri, vpc: vpc.label };
}

/** The files of the workspace whose text identifies them as templates. */
async function templates(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(
    '**/*.{yaml,yml,json,template}',
    '**/node_modules/**',
    MOST_FILES,
  );
  const isTemplate = await Promise.all(
    found.map(async (uri) => {
      try {
        const { size } = await vscode.workspace.fs.stat(uri);
        if (size > 2_000_000) return false;
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        return fileKindOf(uri.path, text) === 'template' && text.includes('AWS::EC2::VPC');
      } catch {
        return false;
      }
    }),
  );
  return found.filter((_, index) => isTemplate[index]).sort((a, b) => (a.path < b.path ? -1 : 1));
}
