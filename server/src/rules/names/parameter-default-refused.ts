import { type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { matchesPattern } from '../../template/allowedPattern.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import type { Parameter } from '../../template/parameter.ts';
import { isListParameter, isLookedUp } from '../../template/parameters.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

/** A default that the parameter itself does not allow. */
export default defineRule({
  id: 'parameter-default-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The parameter does not allow its own default',
  why: 'The default of a parameter is one string or number, and has to be what AllowedValues, AllowedPattern, the lengths and the limits of the parameter allow. CloudFormation rejects a template in which it is not.',
  howToFix: 'Change the default to a value that the parameter allows, or allow it.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html',
  ],
  cfnLint: 'E2015',

  check: each(
    ({ template, isBroken }) =>
      template && !template.hasMacros && !isBroken ? template.parameters.values() : [],
    function* (parameter, file) {
      const node = resolved(valueAt(parameter.body, 'Default'));
      // A default that a tool fills in, or that a person is to fill in.
      if (!node || isPartOfTemplate(file)) return;
      const call = callOf(node);
      if (call && CALLS.includes(call.name)) {
        yield {
          at: node,
          message: `The default of ${parameter.name} is a call of ${call.name}, and a parameter has a string. AWS rejects the template.`,
        };
        return;
      }
      if (node.tag !== undefined) return;
      const fact = faultOf(parameter, node);
      if (fact === undefined) return;
      const report: Report = { at: node, message: `${fact}. AWS rejects the template.` };
      const slips = node.kind === 'scalar' ? misspellingsOf(node.text, allowed(parameter)) : [];
      yield {
        ...report,
        fixes: slips.flatMap((slip) => changeTo(node, slip, slips.length === 1)),
      };
    },
  ),
});

/**
 * Functions that people write in parameters; CloudFormation accepts them only in resources, outputs, conditions and a
 * few other places.
 */
const CALLS = ['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::ImportValue', 'Fn::Join', 'Fn::FindInMap', 'Fn::Select'];

function faultOf(parameter: Parameter, node: Node): string | undefined {
  const { name, type } = parameter;
  if (node.kind === 'sequence') return `The default of ${name} is a list, not a string`;
  if (node.kind !== 'scalar' || /\{\{|\$\{|<%/.test(node.text) || isLookedUp(type)) return undefined;
  const values = allowed(parameter);
  const isList = isListParameter(type);
  const items = isList ? node.text.split(',').map((item) => item.trim()) : [node.text];
  // Whether a value with a comma in it allows a whole list is not documented.
  const isAllowed = values.length === 0 || values.some((one) => isSame(one, node.text));
  const stranger = isAllowed ? undefined : items.find((item) => !values.some((one) => isSame(one, item)));
  if (stranger !== undefined)
    return `The default of ${name}, ${stranger === '' ? 'an empty string' : stranger}, is none of its AllowedValues`;
  if (type === 'Number') return numberFault(parameter, node.text);
  return type === 'String' && typeof node.value === 'string' ? textFault(parameter, node.text) : undefined;
}

function numberFault({ name, body }: Parameter, text: string): string | undefined {
  if (text.trim() === '' || Number.isNaN(Number(text))) return `The default of ${name} is no number`;
  const [least, most] = [numberAt(body, 'MinValue'), numberAt(body, 'MaxValue')];
  if (least !== undefined && Number(text) < least)
    return `The default of ${name} is ${text}, and its MinValue is ${least}`;
  if (most !== undefined && Number(text) > most)
    return `The default of ${name} is ${text}, and its MaxValue is ${most}`;
  return undefined;
}

function textFault({ name, body }: Parameter, text: string): string | undefined {
  const [shortest, longest] = [numberAt(body, 'MinLength'), numberAt(body, 'MaxLength')];
  if (shortest !== undefined && text.length < shortest)
    return `The default of ${name} has ${characters(text.length)}, and its MinLength is ${shortest}`;
  if (longest !== undefined && text.length > longest)
    return `The default of ${name} has ${characters(text.length)}, and its MaxLength is ${longest}`;
  const pattern = valueAt(body, 'AllowedPattern');
  if (pattern?.kind !== 'scalar' || matchesPattern(`^(?:${pattern.text})$`, text)) return undefined;
  return `The default of ${name} is not what its AllowedPattern allows`;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function allowed({ body }: Parameter): readonly string[] {
  const values = valueAt(body, 'AllowedValues');
  if (values?.kind !== 'sequence') return [];
  const texts = values.items
    .map(resolved)
    .map((one) => (one?.kind === 'scalar' && one.tag === undefined ? one.text : undefined));
  // An unknown value may allow anything.
  return texts.every((text) => text !== undefined) ? texts : [];
}

/** Compares two values as CloudFormation does: YAML's true is "true", and 1.0 is 1, however they are written. */
function isSame(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true;
  return one.trim() !== '' && other.trim() !== '' && Number(one) === Number(other);
}

function numberAt(body: Node, key: string): number | undefined {
  const node = valueAt(body, key);
  const number = node?.kind === 'scalar' && node.text.trim() !== '' ? Number(node.text) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}
