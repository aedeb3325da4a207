// Every object inherits `constructor`, `toString` and `__proto__`, so a table that is looked up by a text of a file would find
// something under these names. Here every object inherits a name more, which tells who looked it up.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Analysis,
  analyze,
  changeOf,
  codeLenses,
  definition,
  documentLinks,
  inlayHints,
  mermaidOf,
  networkMaps,
  prepareRename,
  reachIn,
  readInventoryFile,
  readParameterFile,
  readSettings,
  readTestFile,
  recordTests,
  references,
  replacedResources,
  resultsOf,
  sectionsOf,
  signatureHelp,
  svgOf,
  vpcsOf,
} from '../../server/src/languageService.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { positionAt } from '../../server/src/syntax/span.ts';
import { entriesOf, type Node } from '../../server/src/syntax/tree.ts';
import { inventoryIn } from '../inventory/reading.ts';
import { seedOf } from '../seed.ts';
import { answersOf } from './answers.ts';
import { type Document, fixtures } from './documents.ts';
import { randomFrom } from './random.ts';

/** As a name of AWS's kinds may be: some are compared in lower case. */
const NAME = 'inherited7';

const NAMES_OF_OBJECTS = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];

/** In each place of a template where people or AWS choose a name. */
const templateWith = (name: string) => `AWSTemplateFormatVersion: '2010-09-09'
Transform: ${name}
Metadata: { ${name}: { ${name}: 1 } }
Parameters:
  ${name}: { Type: String, Default: ${name}, AllowedValues: [${name}, other], ${name}: 1 }
  Typed: { Type: ${name} }
Mappings:
  ${name}: { ${name}: { ${name}: 10.0.0.0/16 } }
Conditions:
  ${name}: !Equals [!Ref ${name}, ${name}]
${name}: { ${name}: 1 }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !FindInMap [${name}, ${name}, ${name}], ${name}: 1, Tags: [{ Key: Name, Value: ${name} }] } }
  Odd: { Type: ${name}, Condition: ${name}, DependsOn: ${name}, DeletionPolicy: ${name}, Properties: { ${name}: !GetAtt ${name}.${name} } }
  ${name}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.5/24, AvailabilityZone: ${name} } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Sub '\${${name}} \${${name}.${name}} \${AWS::${name}}'
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: ${name}, CidrIp: ${name}, ${name}: 1 }, { IpProtocol: tcp, FromPort: ${name}, SourceSecurityGroupId: ${name}-12345678 }]
  Function: { Type: AWS::Lambda::Function, Properties: { Runtime: ${name}, VpcConfig: { SubnetIds: [!Ref ${name}], SecurityGroupIds: [!GetAtt Group.${name}], ${name}: 1 } } }
  Endpoint: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.${name}', SubnetIds: [!Ref ${name}] } }
  Role: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/${name}'], Policies: [{ PolicyDocument: { Statement: [{ Action: '${name}:${name}' }] } }] } }
  Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: ${name}, VPCSecurityGroups: [!Ref Group], Port: ${name} } }
  Brokers: { Type: AWS::MSK::Cluster, Properties: { BrokerNodeGroupInfo: { ClientSubnets: [!Ref ${name}] }, EncryptionInfo: { EncryptionInTransit: { ClientBroker: ${name} } } } }
  Broker: { Type: AWS::AmazonMQ::Broker, Properties: { EngineType: ${name}, DeploymentMode: ${name}, SubnetIds: [!Ref ${name}] } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Protocol: ${name}, LoadBalancerArn: !Ref ${name} } }
Outputs:
  ${name}: { Value: !${name} [1], Condition: ${name}, Export: { Name: ${name} } }
`;

const zappaWith = (name: string) =>
  JSON.stringify({
    [name]: {
      extends: name,
      aws_region: name,
      apigateway_enabled: name,
      vpc_config: { SubnetIds: [`${name}-12345678`, name], [name]: Array(20).fill(`${name}-12345678`) },
      environment_variables: { [name]: `${name}:5432` },
      alb_vpc_config: { Scheme: name, [name]: name },
      [name]: name,
    },
  });

const inventory = inventoryIn('two-zones.json');
const OPTIONS = { profile: 'strict', severities: {}, onFailure: assert.fail } as const;

/** What an editor and the command line ask, of a document in which the name begins at the offset. */
function askAll({ name: file, text, kind }: Document, at: number, name: string, before?: Analysis): void {
  const answers = answersOf(file, text, [at, at + name.length], { kind, inventory });
  if (!answers) return;
  const { analysis } = answers;
  const position = positionAt(analysis.lines, at);
  definition(analysis, position);
  references(analysis, position, true);
  prepareRename(analysis, position);
  signatureHelp(analysis, position);
  inlayHints(analysis, {
    start: positionAt(analysis.lines, 0),
    end: positionAt(analysis.lines, text.length),
  });
  codeLenses(analysis, { uri: 'file:///x', commands: [] });
  if (kind !== 'template') return;
  documentLinks(analysis, { fileAt: () => undefined, parameterFiles: [] });
  const maps = networkMaps(analysis);
  svgOf(maps);
  mermaidOf(maps);
  vpcsOf(analysis);
  for (const [from, to] of [
    [name, 'internet'],
    ['internet', name],
    ['Function', name],
  ] as const)
    reachIn(analysis, { from, to, protocol: 'tcp', port: 443, ipv6: false });
  if (!before) return;
  const versions = { before, after: analysis };
  sectionsOf(changeOf(before, analysis, OPTIONS), versions);
  replacedResources(before, analysis);
}

/** The document with the name in place of each text that `isChosen` chooses, and where. */
function* swapped(
  { tree }: Analysis,
  document: Document,
  isChosen: () => boolean,
): Generator<readonly [Document, number]> {
  const { text } = document;
  for (const scalar of scalarsOf(tree.root)) {
    const quotes = /["']/.test(text[scalar.start]!) ? 1 : 0;
    if (!isChosen()) continue;
    const changed = text.slice(0, scalar.start + quotes) + NAME + text.slice(scalar.end - quotes);
    yield [{ ...document, text: changed }, scalar.start + quotes];
  }
}

function scalarsOf(node: Node | undefined): readonly Node[] {
  if (node?.kind === 'scalar') return [node];
  if (node?.kind === 'sequence') return node.items.flatMap(scalarsOf);
  return entriesOf(node).flatMap(({ key, value }) => [key, ...scalarsOf(value)]);
}

/** Where objects are asked for the name that all inherit, or it is set on one, while a function runs. */
function lookupsOf(run: () => void): readonly string[] {
  const places = new Set<string>();
  const note = () => {
    // The first line is the message, two are of this file.
    places.add(new Error().stack!.split('\n').slice(3, 5).join('\n'));
  };
  Object.defineProperty(Object.prototype, NAME, { configurable: true, get: note, set: note });
  try {
    run();
  } finally {
    delete (Object.prototype as Record<string, unknown>)[NAME];
  }
  return [...places];
}

const written = (name: string): readonly Document[] => [
  { name: 'names.yaml', text: templateWith(name), kind: 'template' },
  { name: 'zappa_settings.json', text: zappaWith(name), kind: 'zappa' },
];

function askWritten(name: string): void {
  for (const document of written(name)) {
    const before = answersOf(document.name, document.text.replace('10.0.0.5', '10.0.1.0'), [], {
      kind: document.kind,
    });
    for (const { index } of document.text.matchAll(new RegExp(name, 'g')))
      askAll(document, index, name, before?.analysis);
  }
  const expected = { reachable: true, from: name, to: name, protocol: name, port: name, [name]: name };
  const { suite } = readTestFile(
    JSON.stringify({ tests: [{ name, ...expected }, { reachable: name }], [name]: 1 }),
  );
  const analysis = answersOf('names.yaml', templateWith(name), [], { kind: 'template' })!.analysis;
  resultsOf(suite, analysis);
  recordTests(analysis);
  readSettings(
    JSON.stringify({
      profile: name,
      rules: { [name]: name, 'subnet-overlap': name },
      parameters: { [name]: name },
      parameterFiles: { [name]: name },
      expect: { [name]: { [name]: 1 } },
      [name]: 1,
    }),
  );
  readParameterFile(parse(JSON.stringify({ [name]: name, Parameters: { [name]: name } }), 'json'));
  readInventoryFile(
    'names.json',
    parse(JSON.stringify({ [name]: [], Vpcs: [{ VpcId: name, [name]: 1 }], Region: name }), 'json'),
  );
}

test('no name of a written file is looked up in what objects inherit', () => {
  assert.deepEqual(
    lookupsOf(() => askWritten(NAME)),
    [],
  );
});

test('no text of a fixture is looked up in what objects inherit', () => {
  const random = randomFrom(seedOf());
  const oneIn = process.env.DEEP ? 20 : 1000;
  const places = lookupsOf(() => {
    for (const document of fixtures()) {
      const before = analyze(document.name, document.text, { kind: document.kind, inventory });
      if (!before) continue;
      for (const [changed, at] of swapped(before, document, () => random.below(oneIn) === 0))
        askAll(changed, at, NAME, before);
    }
  });
  assert.deepEqual(places, []);
});

test('names that every object has are like any others', () => {
  for (const name of NAMES_OF_OBJECTS) {
    askWritten(name);
    const { findings } = answersOf('names.yaml', templateWith(name), [], { kind: 'template' })!;
    const ids = findings.map(({ rule }) => rule.id);
    assert.ok(ids.includes('cidr-host-bits'), `${name}: ${ids}`);
  }
});
