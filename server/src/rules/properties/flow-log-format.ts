import { isConditional } from '../../changes/resources.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A format of a flow log that is no list of fields with a space between them. */
export default defineRule({
  id: 'flow-log-format',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EC2 does not accept the format of the flow log',
  why: 'LogFormat lists fields as ${field-id} with one space between two of them. A space or a line break at its end, which YAML adds to a folded string, or a comma is not accepted: EC2 rejects the flow log, and the stack fails.',
  howToFix: 'Write the fields as ${field-id}, with a space between them and nothing at the end.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
    'https://github.com/aws-cloudformation/rain/issues/288',
  ],

  check: eachResource(['AWS::EC2::FlowLog'], function* ({ object, property }) {
    const format = property('LogFormat');
    const node = entryAt(object.properties, 'LogFormat')?.value;
    // A text with ${…} is not certain in general, since other tools may replace it.
    const text = node?.kind === 'scalar' ? node.text : undefined;
    if (!node || text === undefined || text.length > LONGEST || !LIST.test(text)) return;
    if (!FIELDS.every((field) => text.includes(`\${${field}}`))) return;
    const right = text.trim().split(SEPARATORS).join(' ');
    const fault = [...FAULTS].find(([sign]) => sign.test(text))?.[1];
    if (fault === undefined || format.kind === 'absent' || isConditional(node)) return;
    yield {
      at: node,
      resource: object.id,
      message: `LogFormat of ${object.id} ${fault}. EC2 rejects the flow log.`,
      fixes: changeTo(node.tag === undefined ? node : undefined, right, true),
    };
  }),
});

/** In characters; all the fields that there are need a third of it. */
const LONGEST = 3000;

/** Fields, with white space or the commas that people write between them. */
const LIST = /^[\s,]*\$\{[a-z0-9-]+\}(?:[\s,]+\$\{[a-z0-9-]+\})*[\s,]*$/;

/** Two fields that hardly any format lacks, and whose names no other tool replaces. */
const FIELDS = ['srcaddr', 'dstaddr'];

const SEPARATORS = /[\s,]+/;

const FAULTS: ReadonlyMap<RegExp, string> = new Map([
  [/^\s|\s$/, 'begins or ends with a space or a line break'],
  [/,/, 'has commas between its fields'],
  [/\n/, 'has line breaks between its fields'],
]);
