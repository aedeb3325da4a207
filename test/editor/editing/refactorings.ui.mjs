// Every refactoring at the keyboard of a real VS Code: the cursor on a line, the menu, its row. The text is what the
// refactoring makes of it, and one undo takes it back.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { analyze } from '../../../server/src/analysis.ts';
import { refactorings } from '../../../server/src/features/codeActions/refactorings/refactorings.ts';
import { applyTextEdits } from '../../../server/src/syntax/edit.ts';
import { lineStartsOf, offsetAt } from '../../../server/src/syntax/span.ts';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { goTo, line, refactor, saved } from '../typing.mjs';
import { openFile, openWorkbench, picture, untilVisible } from '../workbench.mjs';
import { copyExamples, workspace } from '../workspace.mjs';

const TEXT = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
  PublicTable:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  PublicRoute:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties:
      RouteTableId: !Ref PublicTable
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Gateway
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  PublicAInTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable }
  AppA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.16.0/24
  AppB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.17.0/24
  DataA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: !Select [32, !Cidr [!GetAtt Vpc.CidrBlock, 64, 8]]
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      SubnetId: !Ref PublicA
      SecurityGroupIds: [!GetAtt WebGroup.GroupId]
  DataGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: data
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/24 }
  FromApps:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt DataGroup.GroupId
      IpProtocol: tcp
      FromPort: 5432
      ToPort: 5432
      CidrIp: 10.0.16.0/20
`;

const JSON_TEXT = `{
  "Resources": {
    "Vpc": {
      "Type": "AWS::EC2::VPC",
      "Properties": { "CidrBlock": "10.0.0.0/16" }
    }
  }
}
`;

/** What is refactored, "line:column" of the cursor, how the title begins, and the key where it is the one of fixes. */
const CASES = [
  ['a zone is added', '2:4', 'Add a third zone: AppC'],
  ['a tier is added', '2:4', 'Add a tier without internet access'],
  ['a subnet is split', '21:4', 'Split PublicA', 'Control+.'],
  ['a subnet moves to the tier of another', '30:4', 'Move AppA to the tier of PublicA'],
  ['copies of a resource become a loop', '36:4', 'Write AppA and AppB as one Fn::ForEach'],
  ['a block is computed', '26:20', 'Compute 10.0.0.0/24', 'Control+.'],
  ['a computed block is written out', '47:20', 'Write the block as 10.0.32.0/24'],
  ['a block becomes a parameter', '5:20', 'Extract a parameter: VpcCidrBlock'],
  ['blocks become a mapping', '5:20', 'Extract a mapping'],
  ['a rule refers to a group in place of a block', '65:70', 'Allow WebGroup instead of', 'Control+.'],
  ['a rule moves out of its group', '65:11', 'Move the rule out of DataGroup'],
  ['a rule moves into its group', '66:4', 'Move the rule into DataGroup'],
];

let page;

before(async () => {
  endOnSignals();
  await copyExamples();
  await writeFile(join(workspace, 'writing.yaml'), TEXT);
  await writeFile(join(workspace, 'small.json'), JSON_TEXT);
  page = await openWorkbench(workspace, { 'editor.minimap.enabled': false });
  await openFile(page, 'writing.yaml');
  await page.locator('.codelens-decoration').first().waitFor();
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name}.png`) });
});

for (const [name, place, title, key] of CASES) {
  test(`${name}, and undo takes it back`, async () => {
    await goTo(page, place);
    await refactor(page, title, key);
    await isSaved(refactored(place, title));
    await page.keyboard.press('Control+Z');
    await isSaved(TEXT);
  });
}

test('the template becomes JSON in a file of that name, and undo brings both back', async () => {
  await goTo(page, '1:3');
  await refactor(page, 'Convert to JSON');
  await line(page, '"CidrBlock": "10.0.0.0/16"').waitFor();
  await page.locator('.tab.active:not(.dirty)', { hasText: 'writing.json' }).waitFor();
  await picture(page, 'converted');
  await page.keyboard.press('Control+Z');
  await page.locator('.tab.active', { hasText: 'writing.yaml' }).waitFor();
  await isSaved(TEXT);
});

test('a template in JSON becomes YAML, and undo brings both back', async () => {
  await openFile(page, 'small.json');
  await line(page, '"CidrBlock"').waitFor();
  await goTo(page, '2:6');
  await refactor(page, 'Convert to YAML');
  await line(page, 'CidrBlock: 10.0.0.0/16').waitFor();
  // VS Code asks before it deletes a file that is not saved yet; before the text is there, it is not changed either.
  await page.locator('.tab.active:not(.dirty)', { hasText: 'small.yaml' }).waitFor();
  // The editor of the renamed file may not have the focus yet, and then the key is lost.
  await untilVisible(page.locator('.monaco-editor.focused'), () => page.keyboard.press('Control+1'));
  await page.keyboard.press('Control+Z');
  await page.locator('.tab.active', { hasText: 'small.json' }).waitFor();
  await saved(page, join(workspace, 'small.json'), JSON_TEXT);
});

const isSaved = (text) => saved(page, join(workspace, 'writing.yaml'), text);

/** The text after the refactoring, without an editor. */
function refactored(place, title) {
  const [row, column] = place.split(':').map(Number);
  const offset = offsetAt(TEXT, lineStartsOf(TEXT), { line: row - 1, character: column - 1 });
  const offered = refactorings(analyze('writing.yaml', TEXT), offset).find((one) =>
    one.title.startsWith(title),
  );
  assert.ok(offered, `${title} is not offered`);
  return applyTextEdits(TEXT, offered.edits);
}
