import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './test.ts';

interface Tools {
  readonly tools: readonly { readonly name: string }[];
  invokeTool(
    name: string,
    options: { readonly input: object; readonly toolInvocationToken: undefined },
  ): Promise<{ readonly content: readonly { readonly value: string }[] }>;
}

const models = vscode.lm as unknown as Tools;

async function ask(name: string, input: object): Promise<string> {
  const { content } = await models.invokeTool(`vpc_lens_${name}`, { input, toolInvocationToken: undefined });
  return content.map(({ value }) => value).join('');
}

test('language models check, ask, explain and plan', async () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const file = vscode.Uri.joinPath(folder, 'with-mistakes/can-it-get-there/shop.yaml').fsPath;
  assert.match(await ask('check', { paths: [file] }), /lambda-mixed-egress/);
  assert.match(await ask('reach', { file, from: 'AppFunction', to: 'Database' }), /blocked/);
  assert.match(await ask('explain_rule', { id: 'subnet-overlap' }), /^# /);
  assert.match(await ask('plan_blocks', { cidr: '10.0.0.0/24' }), /10\.0\.0\.255/);
});
