import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { templateOfGroups } from '../../../bench/templates.ts';
import { createWorkspace } from '../../../server/src/languageService.ts';
import { clientFeatures } from '../../../server/src/lsp/client/capabilities.ts';
import {
  createDocumentStates,
  type DocumentStates,
} from '../../../server/src/lsp/documents/documentStates.ts';
import { createInvalidation } from '../../../server/src/lsp/documents/invalidation.ts';
import { PULL, PUSH } from '../client.ts';

const PARENT = `Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !GetAtt Child.Outputs.Block } }
`;
const child = (block: string) =>
  `Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { Block: { Value: ${block} } }\n`;
const URI = 'file:///work/main.yaml';

/** The parent's state, with a child in another file that can be rewritten. */
function world(pause = () => Promise.resolve()): {
  states: DocumentStates;
  document: TextDocument;
  rewrite: (block: string) => void;
} {
  const files = new Map([['/work/child.yaml', child('10.0.1.0/24')]]);
  const workspace = createWorkspace({
    read: (path) => files.get(path),
    mayRead: () => true,
    templates: () => new Set(),
  });
  const settings = { defersToCfnLint: false, values: new Map<string, string>(), answers: undefined };
  const states = createDocumentStates({
    configuration: { forDocument: () => settings },
    workspace,
    hasSchema: () => false,
    openedFolders: () => [],
    reading: () => {},
    networkTests: { suitesOf: () => [], mistakesIn: async () => [] },
    quiet: { pause },
    onFailure: (_, error) => assert.fail(String(error)),
  });
  const rewrite = (block: string) => {
    files.set('/work/child.yaml', child(block));
    workspace.forget('/work/child.yaml');
  };
  return { states, document: TextDocument.create(URI, 'yaml', 1, PARENT), rewrite };
}

const codes = async (states: DocumentStates, document: TextDocument) =>
  (await states.checkedStateOf(document))?.findings.map(({ rule }) => rule.id);

test('a document is analyzed once for each text and each version of what it rests on', async () => {
  const { states, document, rewrite } = world();
  const first = states.stateOf(document);
  assert.equal(states.stateOf(document), first);
  rewrite('10.0.1.0/24');
  assert.equal(states.stateOf(document), first, 'the same text again');
  rewrite('10.9.0.0/24');
  assert.deepEqual(await codes(states, document), ['subnet-outside-vpc']);
  // A client may send a new text with an old version number.
  TextDocument.update(document, [{ text: PARENT.replace('!GetAtt Child.Outputs.Block', '10.0.2.0/24') }], 1);
  states.edited(URI);
  assert.deepEqual(await codes(states, document), []);
});

test('who asks for a document while it is being checked gets what comes of that', async () => {
  const { states, document } = world();
  const checked = states.checkedStateOf(document);
  assert.equal(states.checkedStateOf(document), checked);
  assert.equal((await checked)?.version, 1);
});

test('the check of a text is left where a newer one arrives between two slices, and of one that is closed', async () => {
  for (const arrive of ['edited', 'forget'] as const) {
    let pauses = 0;
    const { states } = world(async () => {
      pauses++;
      states[arrive](URI);
    });
    const long = TextDocument.create(URI, 'yaml', 1, templateOfGroups(1_000_000, 'yaml'));
    assert.equal(await states.checkedStateOf(long), undefined, arrive);
    assert.equal(pauses, 1, arrive);
  }
});

test('a client is to be told once that other files have changed', async () => {
  const { states, document, rewrite } = world();
  assert.equal(states.takeOutdated(URI), false, 'never asked for');
  await states.checkedStateOf(document);
  assert.equal(states.takeOutdated(URI), false);
  rewrite('10.9.0.0/24');
  assert.equal(states.takeOutdated(URI), true);
  assert.equal(states.takeOutdated(URI), false, 'told');
  await states.checkedStateOf(document);
  assert.equal(states.takeOutdated(URI), false, 'it asked, as it was told to');
});

test('a client is to be told even where another question has brought the analysis up to date', async () => {
  const { states, document, rewrite } = world();
  await states.checkedStateOf(document);
  rewrite('10.9.0.0/24');
  await states.checkedStateOf(document);
  assert.equal(states.takeOutdated(URI), true);
  assert.equal(states.takeOutdated(URI), false);
});

test('a client that edited the document itself is not to be told: it asks anyway', async () => {
  const { states, document, rewrite } = world();
  await states.checkedStateOf(document);
  states.edited(URI);
  rewrite('10.9.0.0/24');
  assert.equal(states.takeOutdated(URI), false);
  await states.checkedStateOf(document);
  assert.equal(states.takeOutdated(URI), false);
});

/** What a client hears, the last first to be asked about. */
async function heard(
  capabilities: typeof PULL,
  act: (world: ReturnType<typeof clientOf>) => void | Promise<void>,
): Promise<string[]> {
  const made = clientOf(capabilities);
  made.invalidation.textsChanged();
  await made.quiet();
  made.log.length = 0;
  await act(made);
  await made.quiet();
  return made.log;
}

function clientOf(capabilities: typeof PULL) {
  const { states, document, rewrite } = world();
  const log: string[] = [];
  const open = [document];
  const made = { states, document, rewrite, log, open, sent: () => {} };
  const invalidation = createInvalidation({
    client: () => clientFeatures(capabilities),
    documents: () => [...open],
    states,
    quiet: { settled: () => Promise.resolve() },
    configured: () => Promise.resolve(),
    diagnosticsOf: (_, { findings }) =>
      findings.map(({ rule, message }) => ({ code: rule.id, message, range: START })),
    send(_, version, diagnostics) {
      log.push(`${version}: ${diagnostics.map(({ code }) => code).join()}`);
      made.sent();
    },
    refreshDiagnostics: () => log.push('refresh'),
    refreshLenses: () => log.push('lenses'),
    refreshHints: () => log.push('hints'),
    onError: (error) => assert.fail(String(error)),
  });
  return Object.assign(made, { invalidation, quiet: () => new Promise(setImmediate) });
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

test('a client that waits is sent what changed, and nothing twice', async () => {
  assert.deepEqual(await heard(PUSH, ({ invalidation }) => invalidation.textsChanged()), []);
  const changed = await heard(PUSH, ({ rewrite, invalidation }) => {
    rewrite('10.9.0.0/24');
    invalidation.textsChanged();
    invalidation.textsChanged();
  });
  assert.deepEqual(changed, ['1: subnet-outside-vpc']);
  assert.deepEqual(await heard(PUSH, ({ invalidation }) => invalidation.invalidateAll()), ['1: ']);
  const closed = await heard(PUSH, ({ open, states, rewrite, invalidation }) => {
    rewrite('10.9.0.0/24');
    invalidation.textsChanged();
    open.pop();
    states.forget(URI);
    invalidation.closed(URI);
  });
  assert.deepEqual(closed, ['undefined: '], 'nothing follows for a document that was closed');
});

test('a client that asks is told to, where it asked before', async () => {
  const change = ({ rewrite, invalidation }: ReturnType<typeof clientOf>) => {
    rewrite('10.9.0.0/24');
    invalidation.textsChanged();
  };
  assert.deepEqual(await heard(PULL, change), []);
  const asked = await heard(PULL, async (made) => {
    await made.states.checkedStateOf(made.document);
    change(made);
  });
  assert.deepEqual(asked, ['refresh']);
  assert.deepEqual(await heard(PULL, ({ invalidation }) => invalidation.invalidateAll()), ['refresh']);
});

test('a document that is closed while another is sent is not sent itself', async () => {
  const other = TextDocument.create('file:///work/other.yaml', 'yaml', 7, PARENT);
  const sent = await heard(PUSH, (made) => {
    made.open.push(other);
    made.rewrite('10.9.0.0/24');
    made.invalidation.textsChanged();
    made.sent = () => {
      made.open.splice(made.open.indexOf(other), 1);
    };
  });
  assert.deepEqual(sent, ['1: subnet-outside-vpc']);
});
