import type { Position, SignatureHelp } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { placeAt } from '../../syntax/place/place.ts';
import { offsetAt } from '../../syntax/span.ts';

interface Parameter {
  readonly name: string;
  readonly documentation: string;
}

const REFERENCE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-';

const SIGNATURES: Readonly<
  Record<string, { readonly documentation: string; readonly parameters: readonly Parameter[] }>
> = {
  Cidr: {
    documentation: 'A list of blocks of equal size, from the start of a block.',
    parameters: [
      { name: 'ipBlock', documentation: 'The block to split, such as `!GetAtt Vpc.CidrBlock`.' },
      { name: 'count', documentation: 'How many blocks: 1 to 256.' },
      {
        name: 'cidrBits',
        documentation: 'The host bits of each block: 8 gives a /24, 6 a /26. Of IPv6, 64 gives a /64.',
      },
    ],
  },
  Select: {
    documentation: 'One item of a list.',
    parameters: [
      { name: 'index', documentation: 'The number of the item, from 0.' },
      { name: 'list', documentation: 'A list, or a function that gives one: `!GetAZs`, `!Cidr`, `!Split`.' },
    ],
  },
  Sub: {
    documentation: 'A text with values in it.',
    parameters: [
      {
        name: 'text',
        documentation:
          '`${Name}` is what `Ref` gives, `${Name.Attribute}` what `Fn::GetAtt` gives; `${!Text}` stays as `${Text}`.',
      },
      {
        name: 'variables',
        documentation: 'Values for names that the template does not have. May be left out.',
      },
    ],
  },
  FindInMap: {
    documentation: 'A value of a mapping.',
    parameters: [
      { name: 'mapName', documentation: 'A name in `Mappings`.' },
      { name: 'topLevelKey', documentation: 'A key of the mapping, often `!Ref AWS::Region`.' },
      { name: 'secondLevelKey', documentation: 'A key below it.' },
      {
        name: 'defaultValue',
        documentation:
          '`DefaultValue: …`, for keys that the mapping does not have; needs the transform AWS::LanguageExtensions.',
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
  const { documentation, parameters } = SIGNATURES[nameOf(step)]!;
  if (index >= parameters.length) return null;
  const name = nameOf(step);
  const names = parameters.map((parameter) => parameter.name).join(', ');
  return {
    signatures: [
      {
        label: step.startsWith('!') ? `!${name} [${names}]` : `Fn::${name}: [${names}]`,
        documentation: {
          kind: 'markdown',
          value: `${documentation} [AWS documentation](${REFERENCE}${name.toLowerCase()}.html)`,
        },
        parameters: parameters.map((parameter) => ({
          label: parameter.name,
          documentation: { kind: 'markdown', value: parameter.documentation },
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
