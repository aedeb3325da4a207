import type { Position, SignatureHelp } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { placeAt } from '../../syntax/place/place.ts';
import { offsetAt } from '../../syntax/span.ts';

interface Parameter {
  readonly name: string;
  readonly says: string;
}

const REFERENCE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-';

const SIGNATURES: Readonly<
  Record<string, { readonly says: string; readonly parameters: readonly Parameter[] }>
> = {
  Cidr: {
    says: 'A list of blocks of equal size, from the start of a block.',
    parameters: [
      { name: 'ipBlock', says: 'The block to split, such as `!GetAtt Vpc.CidrBlock`.' },
      { name: 'count', says: 'How many blocks: 1 to 256.' },
      {
        name: 'cidrBits',
        says: 'The host bits of each block: 8 gives a /24, 6 a /26. Of IPv6, 64 gives a /64.',
      },
    ],
  },
  Select: {
    says: 'One item of a list.',
    parameters: [
      { name: 'index', says: 'The number of the item, from 0.' },
      { name: 'list', says: 'A list, or a function that gives one: `!GetAZs`, `!Cidr`, `!Split`.' },
    ],
  },
  Sub: {
    says: 'A text with values in it.',
    parameters: [
      {
        name: 'text',
        says: '`${Name}` is what `Ref` gives, `${Name.Attribute}` what `Fn::GetAtt` gives; `${!Text}` stays as `${Text}`.',
      },
      { name: 'variables', says: 'Values for names that the template does not have. May be left out.' },
    ],
  },
  FindInMap: {
    says: 'A value of a mapping.',
    parameters: [
      { name: 'mapName', says: 'A name in `Mappings`.' },
      { name: 'topLevelKey', says: 'A key of the mapping, often `!Ref AWS::Region`.' },
      { name: 'secondLevelKey', says: 'A key below it.' },
      {
        name: 'defaultValue',
        says: '`DefaultValue: …`, for keys that the mapping does not have; needs the transform AWS::LanguageExtensions.',
      },
    ],
  },
};

/** The arguments of the call around the cursor, and the active one; null elsewhere. */
export function signatureHelp({ content, tree, lines }: Analysis, position: Position): SignatureHelp | null {
  if (content.kind !== 'template') return null;
  const place = placeAt(tree, offsetAt(tree.text, lines, position));
  if (!place || place.role === 'key') return null;
  const { path } = place;
  const at = path.findLastIndex(
    (step) => typeof step === 'string' && Object.hasOwn(SIGNATURES, nameOf(step)),
  );
  const step = path[at];
  // A key of a mapping inside of the arguments belongs to its own value.
  if (typeof step !== 'string' || !/^(?:!|Fn::)/.test(step)) return null;
  const next = path[at + 1];
  const index = typeof next === 'number' ? next : 0;
  const { says, parameters } = SIGNATURES[nameOf(step)]!;
  if (index >= parameters.length) return null;
  const name = nameOf(step);
  const names = parameters.map((parameter) => parameter.name).join(', ');
  return {
    signatures: [
      {
        label: step.startsWith('!') ? `!${name} [${names}]` : `Fn::${name}: [${names}]`,
        documentation: {
          kind: 'markdown',
          value: `${says} [AWS documentation](${REFERENCE}${name.toLowerCase()}.html)`,
        },
        parameters: parameters.map((parameter) => ({
          label: parameter.name,
          documentation: { kind: 'markdown', value: parameter.says },
        })),
      },
    ],
    activeSignature: 0,
    activeParameter: index,
  };
}

function nameOf(step: string): string {
  return step.replace(/^(?:!|Fn::)/, '');
}
