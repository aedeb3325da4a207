import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Inventory } from '../../server/src/inventory/inventory.ts';
import { analyze, codeActions, findingsOf } from '../../server/src/languageService.ts';
import { readCursor } from '../fixture.ts';
import { inventoryOf } from '../inventory/reading.ts';

const TEXT = readFileSync(new URL('../inventory/two-zones.json', import.meta.url), 'utf8');
const inventory = inventoryOf(TEXT);

/** What the only refactoring at the cursor makes of the text, with its title; undefined where there is none. */
function filled(fileName: string, marked: string, of: Inventory = inventory): [string, string] | undefined {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text, { inventory: of });
  assert.ok(analysis);
  const document = TextDocument.create(fileName, 'text', 1, text);
  const at = document.positionAt(offset);
  const request = {
    range: { start: at, end: at },
    only: ['refactor'],
    document: { uri: fileName, version: 1 },
  };
  const actions = codeActions(analysis, [], request);
  assert.ok(actions.length < 2);
  const [change] = actions[0]?.edit?.documentChanges ?? [];
  if (!change || !('edits' in change)) return undefined;
  return [actions[0]!.title, TextDocument.applyEdits(document, change.edits as never)];
}

const TITLE = 'Fill vpc_config from the stack app: PrivateA, PrivateB and AppGroup';

const cases: { file: string; before: string; after: string }[] = [
  {
    file: 'zappa_settings.json',
    before:
      '{\n    "dev": {\n        "vpc_config<|>": {\n            "SubnetIds": ["subnet-xxxxxxxx"]\n        }\n    }\n}\n',
    after:
      '{\n    "dev": {\n        "vpc_config": {\n            "SubnetIds": ["subnet-0a30000000000000a", "subnet-0a40000000000000a"],\n            "SecurityGroupIds": ["sg-0a10000000000000a"]\n        }\n    }\n}\n',
  },
  {
    file: 'zappa_settings.yml',
    before: 'dev<|>:\n  s3_bucket: app # the code\n',
    after:
      'dev:\n  s3_bucket: app # the code\n  vpc_config:\n    SubnetIds:\n      - subnet-0a30000000000000a\n      - subnet-0a40000000000000a\n    SecurityGroupIds:\n      - sg-0a10000000000000a\n',
  },
  {
    file: 'zappa_settings.toml',
    before: '[dev]\ns3_bucket = "app"\n\n[dev.vpc_config]\nSubnet<|>Ids = []\n',
    after:
      '[dev]\ns3_bucket = "app"\n\n[dev.vpc_config]\nSubnetIds = ["subnet-0a30000000000000a", "subnet-0a40000000000000a"]\nSecurityGroupIds = ["sg-0a10000000000000a"]\n',
  },
];

for (const { file, before, after } of cases) {
  test(`${file}: the private subnets of a stack and its group`, () => {
    assert.deepEqual(filled(file, before), [TITLE, after]);
    const analysis = analyze(file, after, { inventory });
    const findings = findingsOf(analysis!, {
      profile: 'recommended',
      severities: {},
      onFailure: assert.fail,
    });
    assert.deepEqual(
      findings.map(({ message }) => message),
      [],
    );
  });
}

test('private subnets, however few addresses they have left; isolated ones where no subnet leads out', () => {
  const titleWith = (change: (text: string) => string) =>
    filled('zappa_settings.yml', 'dev<|>: {}\n', inventoryOf(change(TEXT)))?.[0];
  assert.equal(
    titleWith((text) => text.replace('"AvailableIpAddressCount": 4000', '"AvailableIpAddressCount": 1')),
    TITLE,
  );
  assert.equal(
    titleWith((text) => text.replaceAll('"NatGatewayId": "nat-', '"VpcPeeringConnectionId": "pcx-')),
    'Fill vpc_config from the stack app: IsolatedA, IsolatedB and AppGroup',
  );
});

test('only where there is something to fill in, and something to fill it with', () => {
  const settings = 'dev:\n  vpc_config<|>: {}\n';
  assert.ok(filled('zappa_settings.yml', settings));
  assert.equal(filled('zappa_settings.yml', settings, inventoryOf({ Subnets: [] })), undefined);
  const { StackResources: _, ...parts } = JSON.parse(JSON.stringify({ StackResources: [], Vpcs: [] }));
  assert.equal(filled('zappa_settings.yml', settings, inventoryOf(parts)), undefined);
  assert.equal(filled('zappa_settings.yml', 'dev:\n  s3_<|>bucket: app\n'), undefined);
  // It would take the stage out of what it inherits.
  assert.equal(
    filled('zappa_settings.yml', 'base:\n  vpc_config: {}\nprod<|>:\n  extends: base\n'),
    undefined,
  );
});
