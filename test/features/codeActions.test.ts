import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  analyze,
  codeActions,
  FIX_ALL,
  findingsOf,
  type RunOptions,
} from '../../server/src/languageService.ts';
import { SHOW_PAGE_COMMAND, TURN_OFF_RULE_COMMAND } from '../../server/src/protocol.ts';
import { positionAt } from '../../server/src/syntax/span.ts';

const options: RunOptions = {
  profile: 'recommended',
  severities: {},
  onFailure: (rule, error) => assert.fail(`${rule.id}: ${String(error)}`),
};

/** The titles that are offered over the whole text, and what each makes of it. */
function offered(fileName: string, text: string, only?: string[]): Map<string, string> {
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  const document = TextDocument.create(fileName, 'text', 1, text);
  const range = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  const request = { range, only, document: { uri: fileName, version: 1 } };
  const actions = codeActions(analysis, findingsOf(analysis, options), request);
  return new Map(
    actions.map(({ title, edit }) => {
      const [change] = edit?.documentChanges ?? [];
      assert.ok(change && 'edits' in change);
      return [title, TextDocument.applyEdits(document, change.edits as never)];
    }),
  );
}

/** The rules that find something in a text. */
function rulesIn(fileName: string, text: string): string[] {
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  return findingsOf(analysis, options).map(({ rule }) => rule.id);
}

const YAML = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.5/16
`;

test('YAML: the fix, and two ways to silence the finding, after each of which it is gone', () => {
  const actions = offered('n.yaml', YAML);
  assert.deepEqual(
    [...actions.keys()],
    ['Change to 10.0.0.0/16', 'Suppress cidr-host-bits on this line', 'Suppress cidr-host-bits in this file'],
  );
  for (const [title, text] of actions) assert.deepEqual(rulesIn('n.yaml', text), [], title);
  assert.match(
    actions.get('Suppress cidr-host-bits on this line')!,
    /^ {6}# vpc-lens-disable-next-line cidr-host-bits\n {6}CidrBlock/m,
  );
});

const YAML_AS_JSON =
  '{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.5/16"}}}}';

test('JSON has no comments: the resource says it in its metadata, with what stands there kept', () => {
  const plain = YAML_AS_JSON;
  const withMetadata = plain.replace('"Type"', '"Metadata": {"Owner": "us"}, "Type"');
  for (const text of [plain, withMetadata]) {
    const silenced = offered('n.json', text).get('Suppress cidr-host-bits for Vpc');
    assert.ok(silenced);
    assert.deepEqual(rulesIn('n.json', silenced), []);
    const body = JSON.parse(silenced).Resources.Vpc;
    assert.deepEqual(body.Metadata['vpc-lens'], { ignore: ['cidr-host-bits'] });
    assert.equal(body.Metadata.Owner, text === plain ? undefined : 'us');
  }
});

test('JSON: the metadata of the template silences a rule in the whole file', () => {
  const whole = offered('n.json', YAML_AS_JSON).get('Suppress cidr-host-bits in this file');
  assert.ok(whole);
  assert.deepEqual(rulesIn('n.json', whole), []);
  assert.deepEqual(Object.keys(JSON.parse(whole)), ['Metadata', 'Resources']);
});

test('fixes come first, then the page, and hiding last; an error without a fix does not begin with hiding it', () => {
  const commands = [SHOW_PAGE_COMMAND, TURN_OFF_RULE_COMMAND];
  const titlesOf = (fileName: string, text: string) => {
    const analysis = analyze(fileName, text);
    assert.ok(analysis);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const document = { uri: fileName, version: 1 };
    const actions = codeActions(analysis, findingsOf(analysis, options), {
      range,
      only: undefined,
      document,
      commands,
      rulePage: 'page:{id}',
    });
    assert.ok(actions.every(({ diagnostics }) => diagnostics?.length === 1));
    assert.ok(actions.every(({ isPreferred, title }) => !isPreferred || !/^(Silence|Turn off)/.test(title)));
    return actions.map(({ title }) => title);
  };
  assert.deepEqual(titlesOf('n.yaml', YAML), [
    'Change to 10.0.0.0/16',
    'Show documentation of cidr-host-bits',
    'Suppress cidr-host-bits on this line',
    'Suppress cidr-host-bits in this file',
    'Turn off cidr-host-bits in this workspace',
  ]);
  assert.deepEqual(titlesOf('n.yaml', YAML.replace('10.0.0.5/16', '10.0.0.0/99')), [
    'Show documentation of cidr-malformed',
    'Suppress cidr-malformed on this line',
    'Suppress cidr-malformed in this file',
    'Turn off cidr-malformed in this workspace',
  ]);
  const settings = '{"dev": {"vpc_config": {"SubnetIds": ["subnet-0a1b2c3d", "subnet-0a1b2c3d"]}}}';
  assert.deepEqual(titlesOf('zappa_settings.json', settings).slice(-1), [
    'Turn off zappa-duplicate-id in this workspace',
  ]);
});

test('fix all makes every preferred fix, and is offered only where it is asked for', () => {
  const text = `${YAML}  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.7/24 }\n`;
  assert.equal(offered('n.yaml', text).has('Fix all VPC Lens problems'), false);
  const fixed = offered('n.yaml', text, [FIX_ALL]).get('Fix all VPC Lens problems');
  assert.ok(fixed);
  assert.deepEqual(rulesIn('n.yaml', fixed), []);
  assert.deepEqual([...offered('n.yaml', fixed, [FIX_ALL]).keys()], []);
});

test('settings in JSON with comments become YAML, where the editor renames files and nothing lies beside them', () => {
  const text = '{\n  "dev": { // ours\n    "debug": true\n  }\n}\n';
  const uri = 'file:///shop/zappa_settings.json';
  const title = 'Convert to YAML, keeping comments';
  const offers = (canRename: boolean, siblings: readonly string[]) => {
    const surroundings = { name: 'zappa_settings.json', siblings, read: () => undefined };
    const analysis = analyze(uri, text, { surroundings });
    assert.ok(analysis);
    const range = { start: { line: 1, character: 12 }, end: { line: 1, character: 12 } };
    const request = { range, only: undefined, document: { uri, version: 1 }, canRename };
    return codeActions(analysis, findingsOf(analysis, options), request).find((one) => one.title === title);
  };
  assert.deepEqual(offers(true, [])?.edit?.documentChanges, [
    {
      textDocument: { uri, version: 1 },
      edits: [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } },
          newText: 'dev: # ours\n  debug: true\n',
        },
      ],
    },
    { kind: 'rename', oldUri: uri, newUri: 'file:///shop/zappa_settings.yml' },
  ]);
  assert.equal(offers(false, []), undefined);
  assert.equal(offers(true, ['zappa_settings.toml']), undefined);
});

test('a client that asks for one kind of refactoring gets that one', () => {
  const text = YAML.replace('10.0.0.5', '10.0.0.0');
  const analysis = analyze('n.yaml', text);
  assert.ok(analysis);
  const at = { line: 4, character: 20 };
  const kindsFor = (only: string[]) =>
    codeActions(analysis, [], {
      range: { start: at, end: at },
      only,
      document: { uri: 'n.yaml', version: 1 },
    }).map(({ kind }) => kind);
  assert.deepEqual(kindsFor(['refactor']), ['refactor.extract']);
  assert.deepEqual(kindsFor(['refactor.extract']), ['refactor.extract']);
  assert.deepEqual(kindsFor(['refactor.inline', 'quickfix']), []);
});

test('a template becomes JSON and YAML again, with its file; comments are lost where the other format has none', () => {
  const yaml = `Description: net # ours

Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    DependsOn: Vpc
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
  Host:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          echo \${Vpc}
          ls
`;
  const convert = (text: string, uri: string, at = text.indexOf('Resources') + 1) => {
    const analysis = analyze(uri, text);
    assert.ok(analysis);
    const { line, character } = positionAt(analysis.lines, at);
    const range = { start: { line, character }, end: { line, character } };
    const request = { range, only: ['refactor.rewrite'], document: { uri, version: 1 }, canRename: true };
    const action = codeActions(analysis, [], request).find((one) => one.title.startsWith('Convert to'));
    const [change, renamed] = action?.edit?.documentChanges ?? [];
    return {
      title: action?.title,
      text:
        change && 'edits' in change
          ? change.edits.map((edit) => 'newText' in edit && edit.newText).join()
          : '',
      uri: renamed && 'newUri' in renamed ? renamed.newUri : '',
    };
  };
  const json = convert(yaml, 'file:///a%20b/net.yml');
  assert.equal(json.title, 'Convert to JSON without comments (.json)');
  assert.equal(json.uri, 'file:///a%20b/net.json');
  const { Resources } = JSON.parse(json.text) as { Resources: Record<string, { Properties: object }> };
  assert.deepEqual(Resources.Subnet!.Properties, {
    VpcId: { Ref: 'Vpc' },
    AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
    CidrBlock: { 'Fn::Select': [1, { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 4, 8] }] },
  });
  const back = convert(json.text, json.uri);
  assert.equal(back.title, 'Convert to YAML (.yaml)');
  assert.equal(back.text.replaceAll('"', "'"), yaml.replace(' # ours', ''));
  assert.equal(convert(yaml, 'file:///net.yaml', yaml.indexOf('Subnet')).title, undefined);
  for (const other of ['CidrBlock: &a 10.0.0.0/16', 'CidrBlock: 0777', 'CidrBlock: [']) {
    assert.equal(convert(yaml.replace('CidrBlock: 10.0.0.0/16', other), 'file:///net.yaml').title, undefined);
  }
  const strict = JSON.stringify({ Resources: { Vpc: { Type: 'AWS::EC2::VPC' } } });
  assert.equal(convert(`${strict.slice(0, -1)} // one\n}`, 'file:///net.json').title, undefined);
});
