import { type Entry, entriesOf, resolved, valueAt } from '../../syntax/tree.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import type { Template } from '../../template/template.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A key of SAM's own that SAM does not know. */
export default defineRule({
  id: 'sam-key-unknown',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'SAM does not know the key',
  why: 'Globals has a section for each kind of resource, such as Function, and SAM rejects a template with any other key in it: properties of functions belong into Function. EndpointConfiguration of an API has Type and VPCEndpointIds, and SAM leaves out any other key without a word, so the API gets no endpoint.',
  howToFix: 'Write the property into the section of its kind of resource.',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-endpointconfiguration.html',
  ],

  *check(file) {
    if (file.template) yield* ofGlobals(file.template);
    yield* ofApis(file);
  },
});

/** The kinds of resources that SAM had sections for on 2026-11-29. */
const SECTIONS = [
  ...['Api', 'CapacityProvider', 'Function', 'HttpApi', 'LayerVersion', 'SimpleTable', 'StateMachine'],
  'WebSocketApi',
];

/** Properties that functions inherit from Globals, and that no section is named after. */
const OF_FUNCTIONS = [
  ...['Handler', 'Runtime', 'CodeUri', 'MemorySize', 'Timeout', 'VpcConfig', 'Environment', 'Tracing'],
  ...['KmsKeyArn', 'Layers', 'ReservedConcurrentExecutions', 'FileSystemConfigs', 'Architectures'],
];

function* ofGlobals({ globals }: Template): Generator<Report> {
  const node = resolved(globals);
  if (node?.kind !== 'mapping' || callOf(node)) return;
  for (const entry of node.entries) {
    const { text } = entry.key;
    const section = misspellingsOf(text, SECTIONS);
    const isOfFunction = OF_FUNCTIONS.includes(text);
    // What is near to nothing may be a section that SAM has added.
    if (SECTIONS.includes(text) || (section.length === 0 && !isOfFunction)) continue;
    const meant = !isOfFunction && section.length === 1 ? section[0] : undefined;
    yield {
      at: entry.key,
      message: isOfFunction
        ? `${text} is directly in Globals; it belongs into Function of Globals. SAM rejects the template.`
        : `Globals has no section ${text}. SAM rejects the template.`,
      fixes: meant && !node.entries.some(({ key }) => key.text === meant) ? renameTo(entry, meant) : [],
    };
  }
}

/** What SAM reads of EndpointConfiguration. */
const OF_ENDPOINTS = ['Type', 'VPCEndpointIds', 'IpAddressType'];

function* ofApis(file: CheckedFile): Generator<Report> {
  for (const { object } of existingResources(file, ['AWS::Serverless::Api'])) {
    const configuration = resolved(valueAt(object.properties, 'EndpointConfiguration'));
    if (!configuration || callOf(configuration)) continue;
    for (const entry of entriesOf(configuration)) {
      const near = misspellingsOf(entry.key.text, OF_ENDPOINTS);
      const [meant] = near;
      if (OF_ENDPOINTS.includes(entry.key.text) || near.length !== 1 || !meant) continue;
      yield {
        at: entry.key,
        resource: object.id,
        severity: 'warning',
        message: `SAM leaves out ${entry.key.text} of ${object.id}; it reads ${meant}.`,
        fixes: renameTo(entry, meant),
      };
    }
  }
}

function renameTo(entry: Entry, meant: string): NonNullable<Report['fixes']> {
  return [{ title: `Change to ${meant}`, preferred: true, edits: [{ op: 'rename', entry, key: meant }] }];
}
