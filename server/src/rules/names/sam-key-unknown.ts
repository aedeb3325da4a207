import { SAM_GLOBALS } from '../../aws/samGlobals.ts';
import { SAM_POLICY_TEMPLATES } from '../../aws/samPolicies.ts';
import { type Entry, entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
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
  why: "Globals has a section for each kind of resource, such as Function, and SAM rejects a template with any other key in it: properties of functions belong into Function. EndpointConfiguration of an API has Type and VPCEndpointIds, and SAM leaves out any other key without a word, so the API gets no endpoint. A policy template of a function is a mapping with its name, which must be one of SAM's, and its parameters, or an empty mapping.",
  howToFix: 'Write the property into the section of its kind of resource.',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-endpointconfiguration.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html',
  ],

  *check(file) {
    if (file.template) yield* ofGlobals(file.template);
    yield* ofApis(file);
    yield* ofPolicies(file);
  },
});

const SECTIONS = Object.keys(SAM_GLOBALS);
const OF_FUNCTIONS = SAM_GLOBALS.Function!;

/** Properties of functions that Globals does not accept. */
const OF_ONE_FUNCTION = [
  'Events',
  'FunctionName',
  'ImageConfig',
  'ImageUri',
  'PackageType',
  'Policies',
  'Role',
];

function* ofGlobals({ globals }: Template): Generator<Report> {
  const node = resolved(globals);
  if (node?.kind !== 'mapping' || callOf(node)) return;
  for (const entry of node.entries) {
    const { text } = entry.key;
    const section = misspellingsOf(text, SECTIONS);
    const owner = SECTIONS.find((name) => SAM_GLOBALS[name]!.includes(text));
    // A name that resembles no section may be one that SAM has added.
    if (SECTIONS.includes(text)) {
      if (text === 'Function') yield* ofSharedProperties(entry);
      continue;
    }
    if (section.length === 0 && owner === undefined && !OF_ONE_FUNCTION.includes(text)) continue;
    const meant = owner === undefined && section.length === 1 ? section[0] : undefined;
    yield {
      at: entry.key,
      message:
        owner !== undefined
          ? `${text} is directly in Globals; it belongs into ${owner} of Globals. SAM rejects the template.`
          : `Globals has no section ${text}. SAM rejects the template.`,
      fixes: meant && !node.entries.some(({ key }) => key.text === meant) ? renameTo(entry, meant) : [],
    };
  }
}

/** A property of all functions with a slip in its name: "'VPCConfig' is not a supported property of 'Function'". */
function* ofSharedProperties({ value }: Entry): Generator<Report> {
  const node = resolved(value);
  if (node?.kind !== 'mapping' || callOf(node)) return;
  for (const entry of node.entries) {
    if (OF_FUNCTIONS.includes(entry.key.text)) continue;
    if (OF_ONE_FUNCTION.includes(entry.key.text)) {
      yield {
        at: entry.key,
        message: `Functions do not inherit ${entry.key.text} from Globals. SAM rejects the template.`,
      };
      continue;
    }
    const [meant, ...others] = misspellingsOf(entry.key.text, OF_FUNCTIONS);
    if (meant === undefined || others.length > 0) continue;
    yield {
      at: entry.key,
      message: `Function of Globals has ${entry.key.text}, and SAM knows only ${meant}. SAM rejects the template.`,
      fixes: node.entries.some(({ key }) => key.text === meant) ? [] : renameTo(entry, meant),
    };
  }
}

/** The keys of EndpointConfiguration that SAM reads. */
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

/** Policy templates with a misspelt name, or written as if they were managed policies. */
function* ofPolicies(file: CheckedFile): Generator<Report> {
  for (const { object } of existingResources(file, [
    'AWS::Serverless::Function',
    'AWS::Serverless::StateMachine',
  ])) {
    const policies = resolved(valueAt(object.properties, 'Policies'));
    const items = policies?.kind === 'sequence' ? policies.items : policies ? [policies] : [];
    for (const item of items.map(resolved)) {
      if (!item || callOf(item)) continue;
      const report = item.kind === 'scalar' ? templateAsText(item) : misspeltTemplate(item);
      if (report) yield { ...report, resource: object.id };
    }
  }
}

/** A misspelt policy template: SAM takes a mapping with any other single key for a policy document. */
function misspeltTemplate(item: Node): Report | undefined {
  const [entry, ...others] = entriesOf(item);
  if (!entry || others.length > 0 || SAM_POLICY_TEMPLATES.includes(entry.key.text)) return undefined;
  const near = misspellingsOf(entry.key.text, SAM_POLICY_TEMPLATES);
  const [meant] = near;
  if (!meant || near.length > 1) return undefined;
  return {
    at: entry.key,
    message: `SAM has no policy template ${entry.key.text} and rejects the template.`,
    fixes: renameTo(entry, meant),
  };
}

function templateAsText(item: Scalar): Report | undefined {
  if (!SAM_POLICY_TEMPLATES.includes(item.text)) return undefined;
  return {
    at: item,
    message: `${item.text} is a policy template, and SAM takes a string for the name of a managed policy. IAM rejects it.`,
    // Only for templates without parameters.
    fixes: WITHOUT_PARAMETERS.includes(item.text)
      ? [
          {
            title: `Write ${item.text}: {}`,
            preferred: true,
            edits: [{ op: 'replace', node: item, value: { [item.text]: {} } }],
          },
        ]
      : [],
  };
}

const WITHOUT_PARAMETERS = ['VPCAccessPolicy', 'CloudWatchPutMetricPolicy', 'EC2DescribePolicy'];

function renameTo(entry: Entry, meant: string): NonNullable<Report['fixes']> {
  return [{ title: `Change to ${meant}`, preferred: true, edits: [{ op: 'rename', entry, key: meant }] }];
}
