import { SAM_EVENTS } from '../../../aws/samEvents.ts';
import { SAM_POLICY_PARAMETERS } from '../../../aws/samPolicies.ts';
import { propertySchema } from '../../../aws/schema/schema.ts';
import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { entriesOf, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { samSchema } from '../../samSchema.ts';
import { propertyTexts } from './describeProperty.ts';

const PAGES = 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/';

/** A type of event, a property of an event or a policy template of a SAM function; undefined for anything else. */
export function describeSam(
  path: readonly Node[],
  scalar: Scalar,
  type: string,
  properties: Node,
): Markdown | undefined {
  if (type !== 'AWS::Serverless::Function') return undefined;
  const start = path.indexOf(properties);
  const steps = start < 0 ? [] : stepsFrom(path.slice(start), scalar);
  const names = steps.map(({ name }) => name);
  const [top, , part, inner] = names;
  const isKey = steps.at(-1)?.isKey === true;
  if (top === 'Events' && part === 'Type' && names.length === 3 && !isKey) return ofType(scalar.text);
  if (top === 'Events' && part === 'Properties' && inner !== undefined && names.length === 4 && isKey) {
    const schema = propertySchema(samSchema(type, names.slice(0, 3), steps[2]?.mapping), inner);
    return schema && propertyTexts('AWS::Lambda::EventSourceMapping', undefined, inner, schema);
  }
  const isTemplate = top === 'Policies' && names.length === 2 && isKey;
  return isTemplate ? ofTemplate(scalar.text) : undefined;
}

interface Step {
  readonly name: string;
  readonly mapping: Node;
  /** True if the place is the key itself. */
  readonly isKey: boolean;
}

/** The keys on the way to a scalar, without the items of lists. */
function stepsFrom(path: readonly Node[], scalar: Scalar): readonly Step[] {
  return path.flatMap((mapping, i) => {
    const next = path[i + 1];
    const entry = entriesOf(mapping).find(
      ({ key, value }) => key === next || (next !== undefined && resolved(value) === next),
    );
    return entry ? [{ name: entry.key.text, mapping, isKey: entry.key === scalar }] : [];
  });
}

function ofType(text: string): Markdown | undefined {
  const event = SAM_EVENTS[text];
  if (!event) return undefined;
  const needs = event.required.length > 0 ? md`Needs ${listed(event.required)}.` : undefined;
  const page = `${PAGES}sam-property-function-${text.toLowerCase()}.html`;
  return joined(
    [md`**${text}** — ${event.is}`, needs, md`[AWS documentation](${{ markdown: page }})`].filter(
      (part) => part !== undefined,
    ),
    '\n\n',
  );
}

function ofTemplate(text: string): Markdown | undefined {
  const parameters = SAM_POLICY_PARAMETERS[text];
  if (!parameters) return undefined;
  const needs = parameters.length > 0 ? `needs ${listed(parameters)}` : 'has no parameters';
  const page = `${PAGES}serverless-policy-template-list.html`;
  return md`**${text}** — a policy template of SAM, which ${needs}\n\n[AWS documentation](${{ markdown: page }})`;
}
