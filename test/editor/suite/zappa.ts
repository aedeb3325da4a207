import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, diagnosticOf, openFile, withoutDiagnosticOf } from './workspace.ts';

/** The same mistake in each format, and where the cursor stands for a key that is yet to be written. */
const SETTINGS = {
  json: '{\n  "dev": {\n    "vpc_config": {\n      "subnet_ids": ["subnet-8f3c21d7"],\n      "SecurityGroupIds": ["sg-5d20c8b4"]\n    },\n    "debug": true,\n    "async_source": "",\n    ""\n  }\n}\n',
  yml: "dev:\n  vpc_config:\n    subnet_ids: [subnet-8f3c21d7] # the database's\n    SecurityGroupIds: [sg-5d20c8b4]\n  debug: true\n  async_source: ''\n  s\n",
  toml: '[dev.vpc_config]\nsubnet_ids = ["subnet-8f3c21d7"] # the database\'s\nSecurityGroupIds = ["sg-5d20c8b4"]\n\n[dev]\ndebug = true\nasync_source = ""\ns\n',
} as const;

const CURSOR = { json: '""\n', yml: 's\n', toml: 's\n' } as const;

for (const [ending, text] of Object.entries(SETTINGS) as [keyof typeof SETTINGS, string][]) {
  test(`zappa_settings.${ending}: a finding, a hover, a completion and a quick fix, each once`, async () => {
    const name = `zappa/${ending}/zappa_settings.${ending}`;
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    try {
      const { document } = await openFile(name);
      const { range } = await diagnosticOf(document, 'zappa-vpc-key');
      await hoversOnce(document, 'vpc_config');
      await completesOnce(document, text.lastIndexOf(CURSOR[ending]) + 1, 'slim_handler');
      await completesOnce(document, text.search(/(?<=async_source.*)["']{2}/) + 1, 'lambda');
      await fixes(document, range, 'Rename to SubnetIds');
      await withoutDiagnosticOf(document, 'zappa-vpc-key');
      assert.equal(document.getText(), text.replace('subnet_ids', 'SubnetIds'));
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '../..'), { recursive: true });
    }
  });
}

/** Whoever explains the key, the schema or we, it is explained once and by our words. */
async function hoversOnce(document: vscode.TextDocument, key: string): Promise<void> {
  const place = document.positionAt(document.getText().indexOf(key) + 2);
  const texts = await eventually(`the hover on ${key}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      place,
    );
    const found = hovers
      .flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)))
      .filter((one) => one.includes('Attaches the function to a VPC'));
    return found.length > 0 ? found : undefined;
  });
  assert.equal(texts.length, 1, texts.join('\n---\n'));
  assert.match(texts[0]!, /Default:[\s\S]*NAT gateway/);
}

async function completesOnce(document: vscode.TextDocument, offset: number, key: string): Promise<void> {
  const labels = await eventually(`${key} among what is offered`, async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(offset),
    );
    // VS Code's own server for JSON shows values in quotes.
    const found = items.map(({ label }) =>
      (typeof label === 'string' ? label : label.label).replaceAll('"', ''),
    );
    return found.includes(key) ? found : undefined;
  });
  assert.equal(labels.filter((label) => label === key).length, 1, labels.join(', '));
}

async function fixes(document: vscode.TextDocument, range: vscode.Range, title: string): Promise<void> {
  const fix = await eventually(title, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      10, // resolve the edits of that many
    );
    return actions.find((action) => action.title === title && action.edit);
  });
  await vscode.workspace.applyEdit(fix.edit!);
}
