import * as vscode from 'vscode';
import { test } from './test.ts';
import { closeEditors, diagnosticOf, openText } from './workspace.ts';

test('a restarted server finds the same again', async () => {
  const { document } = await openText(
    'yaml',
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n" +
      '    Properties:\n      CidrBlock: 10.0.1.5/16\n',
  );
  await diagnosticOf(document, 'cidr-host-bits');
  await vscode.commands.executeCommand('vpcLens.restartServer'); // takes the diagnostics away
  await diagnosticOf(document, 'cidr-host-bits');
  await closeEditors();
});
