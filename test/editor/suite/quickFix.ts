import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, diagnosticOf, openText, withoutDiagnosticOf } from './workspace.ts';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.1.5/16 # host bits
`;

test('a quick fix applied in the editor makes its finding go and changes nothing else', async () => {
  const { document } = await openText('yaml', template);
  const { range } = await diagnosticOf(document, 'cidr-host-bits');
  const fix = await eventually('the quick fix', async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      10, // resolve the edits of that many
    );
    return actions.find(({ isPreferred, edit }) => isPreferred && edit);
  });
  await vscode.workspace.applyEdit(fix.edit!);
  await withoutDiagnosticOf(document, 'cidr-host-bits');
  assert.equal(document.getText(), template.replace('10.0.1.5/16', '10.0.0.0/16'));
  await closeEditors();
});
