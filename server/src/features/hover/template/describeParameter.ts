import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { isNoEcho } from '../../../template/secret.ts';
import type { Template } from '../../../template/template.ts';
import { codeText } from './valueText.ts';

/** More allowed values than these are only counted. */
const MOST_VALUES = 8;

/** A parameter's type and restrictions, in a few lines of Markdown. */
export function describeParameter(name: string, { parameters }: Template): Markdown | undefined {
  const parameter = parameters.get(name);
  if (!parameter) return undefined;
  const { type, default: preset, allowedValues, body } = parameter;
  const isSecret = isNoEcho(body);
  const value = isSecret
    ? 'declared NoEcho, so its value is hidden'
    : preset === undefined
      ? 'without a default: known only at deployment'
      : preset.text === ''
        ? 'with an empty default'
        : md`with the default ${codeText(preset.text)}`;
  const lines = [md`**${name}** — a parameter, ${value}`];
  if (type.startsWith('AWS::SSM::'))
    lines.push(md`Its value is the name of a Systems Manager parameter, which AWS looks up.`);
  if (allowedValues && !isSecret) {
    const shown = allowedValues.slice(0, MOST_VALUES).map(({ text }) => codeText(text));
    const more = allowedValues.length - shown.length;
    lines.push(md`Allowed values: ${joined(shown, ', ')}${more > 0 ? md` and ${more} more` : ''}`);
  }
  return joined(lines, '\n\n');
}
