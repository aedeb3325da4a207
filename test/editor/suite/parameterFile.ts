import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, diagnosticOf, openFile, withoutDiagnosticOf } from './workspace.ts';

const TEMPLATE = `Parameters:
  Block: { Type: String, Default: 10.0.1.0/24 }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block } }
`;
const VALUES = '[{"ParameterKey": "Block", "ParameterValue": "10.9.0.0/24"}]';

test('a parameter file that is chosen beside the template counts at once', async () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const chosen = () => vscode.workspace.getConfiguration('vpcLens', folder).get('parameterFiles');
  const write = (name: string, text: string) =>
    vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  await write('chosen/net.yaml', TEMPLATE);
  await write('chosen/net.params.json', VALUES);
  const { document } = await openFile('chosen/net.yaml');
  const done = vscode.commands.executeCommand('vpcLens.chooseParameterFile');
  // The list may not be on the screen yet, and then Enter is lost.
  await eventually('the setting', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return Object.keys(chosen() ?? {}).length > 0 ? true : undefined;
  });
  await done;
  assert.deepEqual(chosen(), { 'chosen/net.yaml': 'chosen/net.params.json' });
  await diagnosticOf(document, 'subnet-outside-vpc');
  await write('chosen/net.params.json', VALUES.replace('10.9.', '10.0.'));
  await withoutDiagnosticOf(document, 'subnet-outside-vpc');
  const settings = vscode.workspace.getConfiguration('vpcLens', folder);
  await settings.update('parameterFiles', undefined, vscode.ConfigurationTarget.Workspace);
  await closeEditors();
  await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'chosen'), { recursive: true });
});
