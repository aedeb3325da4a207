import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentEdit } from 'vscode-languageserver-types';
import { analyze, codeActions, formatOf } from '../../server/src/languageService.ts';

const URI = 'file:///work/infra/net.yaml';
const TEXT = 'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n';
const nesting = (location: string) =>
  `Resources:\n  Net:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${location}\n`;

/** A file beside or above the template, as it is before the template becomes net.json and after. */
const CASES: readonly (readonly [name: string, before: string, after: string])[] = [
  ['infra/app.yaml', nesting('./net.yaml'), nesting('./net.json')],
  ['infra/app.yaml', nesting('"net.yaml" # ours'), nesting('"net.json" # ours')],
  ['app.yaml', nesting('infra/net.yaml'), nesting('infra/net.json')],
  ['app.yaml', nesting('net.yaml'), nesting('net.yaml')],
  ['app.yaml', nesting('!Sub infra/net.yaml'), nesting('!Sub infra/net.yaml')],
  [
    'app.yaml',
    nesting('https://s3.amazonaws.com/b/net.yaml'),
    nesting('https://s3.amazonaws.com/b/net.yaml'),
  ],
  [
    'infra/app.yaml',
    'Transform: AWS::Serverless-2016-10-31\nResources:\n  Net:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: net.yaml\n',
    'Transform: AWS::Serverless-2016-10-31\nResources:\n  Net:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: net.json\n',
  ],
  ['infra/a.nettest.yaml', 'template: net.yaml\ntests: []\n', 'template: net.json\ntests: []\n'],
  [
    'infra/a.nettest.yaml',
    'template: [app.yaml, net.yaml]\ntests: []\n',
    'template: [app.yaml, net.json]\ntests: []\n',
  ],
  ['infra/a.nettest.yaml', 'template: "*.yaml"\ntests: []\n', 'template: "*.yaml"\ntests: []\n'],
  ['infra/a.nettest.yaml', 'tests:\n  - title: net.yaml\n', 'tests:\n  - title: net.yaml\n'],
  [
    'infra/samconfig.toml',
    '[default.deploy.parameters]\ntemplate_file = "net.yaml"\nstack_name = "net.yaml"\n',
    '[default.deploy.parameters]\ntemplate_file = "net.json"\nstack_name = "net.yaml"\n',
  ],
  [
    'infra/samconfig.yaml',
    'default:\n  build:\n    parameters:\n      template: ./net.yaml\n',
    'default:\n  build:\n    parameters:\n      template: ./net.json\n',
  ],
  [
    'vpc-lens.json',
    '{"parameterFiles": {"infra/net.yaml": "prod.json"}, "exclude": ["net.yaml", "infra/*.yaml"]}',
    '{"parameterFiles": {"infra/net.json": "prod.json"}, "exclude": ["net.yaml", "infra/*.yaml"]}',
  ],
  ['infra/vpc-lens.json', '{"exclude": ["net.yaml"]}', '{"exclude": ["net.json"]}'],
];

for (const [name, before, after] of CASES) {
  test(`${name}: the new name of a converted template: ${JSON.stringify(before)}`, () => {
    const other = {
      uri: `file:///work/${name}`,
      version: null,
      name,
      text: before,
      format: formatOf(name, before),
      kind: /nettest/.test(name)
        ? ('tests' as const)
        : /samconfig/.test(name)
          ? ('deployment' as const)
          : ('settings' as const),
    };
    const isTemplate = before.includes('Resources');
    const at = { line: 0, character: 2 };
    const actions = codeActions(analyze(URI, TEXT)!, [], {
      range: { start: at, end: at },
      only: ['refactor'],
      document: { uri: URI, version: 1 },
      canRename: true,
      templates: () => (isTemplate ? [other] : []),
      isDocument: (from, location) => new URL(location, from).href === URI,
      naming: () => (isTemplate ? [] : [other]),
    });
    const changes = actions.find(({ title }) => title.startsWith('Convert to JSON'))!.edit!.documentChanges!;
    const document = TextDocument.create(other.uri, 'text', 1, before);
    const own = changes.filter(
      (change): change is TextDocumentEdit => 'edits' in change && change.textDocument.uri === other.uri,
    );
    const edited = own.flatMap(({ edits }) => edits as TextDocumentEdit['edits']);
    assert.equal(TextDocument.applyEdits(document, edited as never), after);
    assert.equal(own.length, before === after ? 0 : 1);
    assert.deepEqual(changes.at(-1), { kind: 'rename', oldUri: URI, newUri: 'file:///work/infra/net.json' });
  });
}
