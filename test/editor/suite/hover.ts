import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, openText } from './workspace.ts';

test('a hover on a CIDR says how many addresses are usable in AWS', async () => {
  const { document } = await openText(
    'yaml',
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n" +
      '    Properties:\n      VpcId: vpc-9a9a1dfc\n      CidrBlock: 10.0.16.0/20\n',
  );
  const place = document.positionAt(document.getText().indexOf('10.0.16.0') + 2);
  const text = await eventually('the hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      place,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === 'string' ? one : one.value)),
    );
    return texts.find((one) => one.includes('10.0.16.0/20'));
  });
  assert.match(text, /4,091/);
  await closeEditors();
});
