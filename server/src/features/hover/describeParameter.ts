import { joined, type Markdown, md } from '../../escape/markdown.ts';
import { isNoEcho } from '../../template/secret.ts';
import type { Template } from '../../template/template.ts';
import { codeText } from './valueText.ts';

/** More allowed values than these are counted. */
const MOST_VALUES = 8;

/** What a parameter may be, in a few lines of Markdown. */
export function describeParameter(name: string, { parameters }: Template): Markdown | undefined {
  const parameter = parameters.get(name);
  if (!parameter) return undefined;
  const { type, default: preset, allowedValues, body } = parameter;
  const isSecret = isNoEcho(body);
  const value = isSecret
    ? 'declared NoEcho, so its value is not shown'
    : preset === undefined
      ? 'without a default: it is known only after deployment'
      : preset.text === ''
        ? 'empty by default'
        : md`${codeText(preset.text)} by default`;
  const lines = [md`**${name}** — a parameter, ${value}`];
  if (type.startsWith('AWS::SSM::'))
    lines.push(md`Its value is the name of a parameter of Systems Manager, which AWS looks up.`);
  if (allowedValues && !isSecret) {
    const shown = allowedValues.slice(0, MOST_VALUES).map(({ text }) => codeText(text));
    const more = allowedValues.length - shown.length;
    lines.push(md`Takes ${joined(shown, ', ')}${more > 0 ? md` and ${more} more` : ''}`);
  }
  return joined(lines, '\n\n');
}
