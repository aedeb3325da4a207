import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, diagnosticOf, openFile } from './workspace.ts';

const SETTINGS = `dev:
  slim_handler: true
  vpc_config:
    SubnetIds: [subnet-0a60000000000000a]
    SecurityGroupIds: [sg-0a60000000000000a]
`;
const stack = (LogicalResourceId: string, PhysicalResourceId: string, ResourceType: string) => ({
  StackName: 'app',
  LogicalResourceId,
  PhysicalResourceId,
  ResourceType,
});
const INVENTORY = {
  Region: 'eu-central-1',
  Vpcs: [{ VpcId: 'vpc-0a60000000000000a', CidrBlock: '10.0.0.0/16' }],
  Subnets: [
    {
      SubnetId: 'subnet-0a60000000000000a',
      VpcId: 'vpc-0a60000000000000a',
      CidrBlock: '10.0.0.0/24',
      AvailabilityZone: 'eu-central-1a',
      Tags: [{ Key: 'Name', Value: 'inner' }],
    },
  ],
  RouteTables: [
    {
      RouteTableId: 'rtb-0a60000000000000a',
      VpcId: 'vpc-0a60000000000000a',
      Associations: [{ RouteTableAssociationId: 'rtbassoc-0a60000000000000a', Main: true }],
      Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
    },
  ],
  InternetGateways: [],
  NatGateways: [],
  NetworkAcls: [],
  SecurityGroups: [
    {
      GroupId: 'sg-0a60000000000000a',
      GroupName: 'app',
      VpcId: 'vpc-0a60000000000000a',
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
  ],
  VpcEndpoints: [],
  StackResources: [
    stack('Vpc', 'vpc-0a60000000000000a', 'AWS::EC2::VPC'),
    stack('Inner', 'subnet-0a60000000000000a', 'AWS::EC2::Subnet'),
  ],
};
const TEMPLATE = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Inner:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } # no way out
`;

const FILES = {
  'with-inventory/zappa_settings.yml': SETTINGS,
  'with-inventory/network.yaml': TEMPLATE,
  'with-inventory/.vpc-lens/inventory.json': JSON.stringify(INVENTORY),
};

test('a way to S3 is copied as a command, and written into the template of the network', async () => {
  const root = vscode.workspace.workspaceFolders![0]!.uri;
  for (const [name, text] of Object.entries(FILES))
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, name), new TextEncoder().encode(text));
  try {
    const { document } = await openFile('with-inventory/zappa_settings.yml');
    const { range } = await diagnosticOf(document, 'zappa-no-path-to-service');

    const copy = await actionOf(document, range, 'Copy AWS CLI command: add a gateway endpoint for S3');
    await vscode.commands.executeCommand(copy.command!.command, ...copy.command!.arguments!);
    assert.match(
      await vscode.env.clipboard.readText(),
      /^aws ec2 create-vpc-endpoint .*rtb-0a60000000000000a/,
    );

    const edit = await actionOf(document, range, 'In network.yaml: add a gateway endpoint for S3');
    assert.ok(await vscode.workspace.applyEdit(edit.edit!));
    const template = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(root, 'with-inventory/network.yaml'),
    );
    const added = /\n {2}S3Endpoint:(?:\n {4}.*)+/;
    assert.equal(template.getText().replace(added, ''), TEMPLATE);
    assert.match(added.exec(template.getText())?.[0] ?? '', /VpcId: !Ref Vpc\n/);
    assert.equal(document.getText(), SETTINGS);
    await vscode.window.showTextDocument(template);
  } finally {
    await closeEditors();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root, 'with-inventory'), { recursive: true });
  }
});

function actionOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
): Promise<vscode.CodeAction> {
  return eventually(title, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      20, // resolve the edits of that many
    );
    return actions.find((action) => action.title.startsWith(title));
  });
}
