import { ourTexts } from './ourTexts.ts';
import { TYPE_TEXTS } from './resourceTexts.ts';

/** What AWS says of a type and its properties, and what we say of properties that its schemas do not describe. */
export interface TypeTexts {
  /** What the type is. */
  readonly is?: string;
  /** By the property's name; one of a definition is named with it: `Ingress.CidrIp`. */
  readonly about?: Readonly<Record<string, string>>;
  /** Properties whose change replaces the resource. */
  readonly replaced?: readonly string[];
  /** Properties whose change may replace the resource. */
  readonly maybeReplaced?: readonly string[];
}

/** Undefined for types that are none of the network's. */
export function textsOfType(type: string): TypeTexts | undefined {
  let texts = read.get(type);
  if (!texts && Object.hasOwn(TYPE_TEXTS, type)) {
    ours ??= ourTexts();
    const ofAws = JSON.parse(TYPE_TEXTS[type]!) as TypeTexts;
    texts = { ...ofAws, about: { ...ofAws.about, ...ours[type] } };
    read.set(type, texts);
  }
  return texts;
}

const read = new Map<string, TypeTexts>();
let ours: ReturnType<typeof ourTexts> | undefined;

const PAGES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

/** AWS's page of a type, of one of its properties, or of a property of one of its definitions. */
export function pageOf(type: string, property?: string, definition?: string): string {
  if (type === 'AWS::Serverless::Function')
    return 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html';
  const [, service = '', name = ''] = type.toLowerCase().split('::');
  const inner = definition === undefined ? '' : `-${definition.toLowerCase()}`;
  const page =
    definition === undefined
      ? `aws-resource-${service}-${name}`
      : `aws-properties-${service}-${name}${inner}`;
  const anchor = property === undefined ? '' : `#cfn-${service}-${name}${inner}-${property.toLowerCase()}`;
  return `${PAGES}${page}.html${anchor}`;
}
