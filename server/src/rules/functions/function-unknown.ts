import type { Span } from '../../syntax/span.ts';
import { type Entry, entriesOf, type Node, resolved } from '../../syntax/tree.ts';
import { type Call, callOf } from '../../template/evaluation/intrinsic.ts';
import type { Resource } from '../../template/resource.ts';
import type { Template } from '../../template/template.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { unwatched } from '../engine/watchedFile.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

/** A call of a function that CloudFormation does not have. */
export default defineRule({
  id: 'function-unknown',
  area: 'functions',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation has no such function',
  why: 'CloudFormation rejects a template that calls a function which it does not have: Fn::GetAZ for Fn::GetAZs, Fn::Ref for Ref. Names of functions are case-sensitive.',
  howToFix: 'Correct the name of the function.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
  ],

  check: each(
    ({ template, isBroken }) =>
      template && !template.hasMacros && !isBroken
        ? [...template.resources.values(), ...template.conditions.values()]
        : [],
    function* (owner: Resource | Node, file) {
      const { template } = file;
      const isResource = 'body' in owner;
      const properties = isResource ? owner.properties : owner;
      const { text } = unwatched(file).tree;
      if (!template || !properties || !namesOther(text.slice(properties.start, properties.end))) return;
      const walk: Walk = {
        ...(isResource && { resource: owner.id }),
        template,
        isPart: isPartOfTemplate(file),
        found: [],
        seen: new Set(),
      };
      visit(properties, walk);
      yield* walk.found;
    },
  ),
});

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html, and those of
 * rules: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
 */
const FUNCTIONS = [
  ...[
    'Fn::And',
    'Fn::Base64',
    'Fn::Cidr',
    'Fn::Equals',
    'Fn::FindInMap',
    'Fn::ForEach',
    'Fn::GetAtt',
    'Fn::GetAZs',
  ],
  ...['Fn::If', 'Fn::ImportValue', 'Fn::Join', 'Fn::Length', 'Fn::Not', 'Fn::Or', 'Fn::Select', 'Fn::Split'],
  ...['Fn::Sub', 'Fn::ToJsonString', 'Fn::Transform', 'Fn::GetStackOutput'],
  ...[
    'Fn::Contains',
    'Fn::EachMemberEquals',
    'Fn::EachMemberIn',
    'Fn::RefAll',
    'Fn::ValueOf',
    'Fn::ValueOfAll',
  ],
];
const NAMES = ['Ref', 'Condition', ...FUNCTIONS];

/** A cheap test before the walk over all nodes: whether a text has a name that looks like a function's and is none. */
function namesOther(text: string): boolean {
  for (const [, long, tag, key, name] of text.matchAll(CALLED))
    if (name !== undefined || !NAMES.includes(key ?? long ?? (PLAIN.includes(tag!) ? tag! : `Fn::${tag}`)))
      return true;
  return false;
}

const PLAIN = ['Ref', 'Condition'];
const CALLED =
  /(Fn::[A-Za-z0-9]+)|!([A-Za-z][A-Za-z0-9]*)|\b(ref|[rR]eff|[gG]etRef|[fF][nN][:.][A-Za-z]+|fn::[A-Za-z]+)\b|\b(Join|Select|Split|Cidr|GetAtt|GetAZs|FindInMap|ImportValue|Sub|If)["']?:/g;

interface Walk {
  /** Undefined in a condition. */
  readonly resource?: string;
  readonly template: Template;
  readonly isPart: boolean;
  readonly found: Report[];
  readonly seen: Set<Node>;
}

/** `isArgument`: the argument of a function is a text or a list, so a mapping can only be another call. */
function visit(node: Node, walk: Walk, isArgument = false): void {
  const target = resolved(node);
  if (!target || target.kind === 'alias' || walk.seen.has(target)) return;
  walk.seen.add(target);
  const call = target.kind === 'scalar' && target.tag === undefined ? undefined : callOf(target);
  const report = unknownCall(target, call, isArgument, walk);
  if (report) walk.found.push(report);
  const isInner = call ? OF_TEXTS.includes(call.name) : isArgument && target.kind === 'sequence';
  if (target.kind === 'sequence') for (const item of target.items) visit(item, walk, isInner);
  else if (target.kind === 'mapping') for (const { value } of entriesOf(target)) visit(value, walk, isInner);
}

function unknownCall(
  target: Node,
  call: Call | undefined,
  isArgument: boolean,
  walk: Walk,
): Report | undefined {
  if (call && NAMES.includes(call.name)) return undefined;
  if (call?.isShort) {
    const tag = target.tag!;
    // A name that resembles no function may be another tool's.
    const isSlip = functionsLike(call.name).length > 0;
    return isSlip ? reportOf(tag, { start: target.start, end: target.start + tag.length }, walk) : undefined;
  }
  const entry = target.kind === 'mapping' && target.entries.length === 1 ? target.entries[0] : undefined;
  if (!entry || !(call || mayBeCall(entry, isArgument, walk.template))) return undefined;
  const { text } = entry.key;
  const slips = isArgument && !/^(?:\w*ref|fn)/i.test(text) ? bare(text) : functionsLike(text);
  // Tools that assemble templates have their own functions, such as Fn::Merge.
  if (slips.length === 0 && (!call || walk.isPart)) return undefined;
  const fixes = slips.map(
    (name): Fix => ({
      title: `Change to ${name}`,
      preferred: slips.length === 1,
      edits: [{ op: 'rename', entry, key: name }],
    }),
  );
  return { ...reportOf(text, entry.key, walk), fixes };
}

function reportOf(written: string, { start, end }: Span, { resource }: Walk): Report {
  return {
    at: { start, end },
    ...(resource !== undefined && { resource }),
    message: `CloudFormation has no function ${written}. AWS rejects the template.`,
  };
}

/** A mapping with `ref` may belong to another language, unless the template has what it names. */
function mayBeCall({ key, value }: Entry, isArgument: boolean, { parameters, resources }: Template): boolean {
  if (isArgument || /^fn[:.]/i.test(key.text)) return true;
  if (!/^(?:ref|reff|getref)$/i.test(key.text) || value.kind !== 'scalar') return false;
  return parameters.has(value.text) || resources.has(value.text) || value.text.startsWith('AWS::');
}

const OF_TEXTS = ['Fn::Base64', 'Fn::Cidr', 'Fn::Join', 'Fn::Select', 'Fn::Split'];

/** `Join` for `Fn::Join`. */
function bare(text: string): readonly string[] {
  return FUNCTIONS.filter((name) => name === `Fn::${text}`);
}

/** `Fn:Join`, `fn::join` and `Fn::Ref` among them. */
function functionsLike(written: string): readonly string[] {
  const bare = written.replace(/^fn(?:::?|\.)/i, '');
  if (/^(?:ref|reff|getref)$/i.test(bare)) return ['Ref'];
  return misspellingsOf(`Fn::${bare}`, FUNCTIONS);
}
