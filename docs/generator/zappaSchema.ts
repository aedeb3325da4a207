import { FILLED_IN_LATER } from '../../server/src/zappa/ids.ts';
import {
  describeKey,
  type KeyInfo,
  type KeyType,
  STAGE_KEYS,
  sortTextOf,
  withoutSources,
  YAML_WORDS,
} from '../../server/src/zappa/keys/index.ts';

/** Where the extension's manifest names them, for zappa_settings.json and for .yml. */
export const ZAPPA_SCHEMA_FILES = {
  json: new URL('../../client/zappa-settings.schema.json', import.meta.url),
  yaml: new URL('../../client/zappa-settings.yaml.schema.json', import.meta.url),
} as const;

/**
 * The JSON schema of Zappa's settings. What a rule of ours reports it lets pass, so that nothing is reported twice, and
 * so does it with comments and commas, which Zappa reads over. The one for YAML takes `yes` and `off` for booleans, as
 * PyYAML does: editors read YAML 1.2, in which these are texts.
 */
export function zappaSchema(format: 'json' | 'yaml'): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Zappa settings',
    type: 'object',
    allowComments: true,
    allowTrailingCommas: true,
    additionalProperties: {
      type: 'object',
      description: 'A stage: its name is what zappa deploy takes.',
      properties: propertiesOf(STAGE_KEYS),
    },
  };
  const withWords = (_: string, value: unknown) =>
    isBoolean(value) ? { ...value, pattern: `${LATER}|${YAML_WORDS.source}` } : value;
  return `${JSON.stringify(schema, format === 'yaml' ? withWords : undefined, 2)}\n`;
}

/** Whether a part of the schema takes a boolean and no text but what is filled in later. */
function isBoolean(part: unknown): part is object {
  const { type, pattern } = (part ?? {}) as { type?: unknown; pattern?: unknown };
  return Array.isArray(type) && type.includes('boolean') && pattern === LATER;
}

function propertiesOf(keys: Readonly<Record<string, KeyInfo>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(keys).map(([name, info], index) => [
      name,
      { ...schemaOf(name, info), suggestSortText: sortTextOf(index) },
    ]),
  );
}

function schemaOf(name: string, info: KeyInfo): Record<string, unknown> {
  const { type, description, values, items, keys, entries, isChecked } = info;
  const isList = type.includes('array');
  const choices = values && !isList ? values : undefined;
  return {
    description: withoutSources(description),
    markdownDescription: describeKey(name, info),
    ...(!isChecked && (choices ? oneOf([...choices, ...nullOf(type)]) : ofType(type))),
    ...(info.default && 'value' in info.default && { default: info.default.value }),
    ...(choices && isChecked && { examples: choices }),
    ...(isChecked && { defaultSnippets: snippetsOf(info) }),
    ...(isList && items && !isChecked && { items: values ? oneOf(values) : ofType([items]) }),
    ...(keys && (isList ? listOf(keys, type.includes('object')) : { properties: propertiesOf(keys) })),
    ...(entries && !isChecked && { additionalProperties: ofType([entries]) }),
  };
}

/** A text that a pipeline fills in before Zappa reads the file may turn out to be anything. */
const LATER = FILLED_IN_LATER.source;

function ofType(types: readonly KeyType[]): Record<string, unknown> {
  if (types.includes('string')) return { type: types.length === 1 ? types[0] : types };
  return { type: [...types, 'string'], pattern: LATER, errorMessage: `Takes ${listOfWords(types)}.` };
}

function oneOf(values: readonly (string | number | boolean | null)[]): Record<string, unknown> {
  const enumSortTexts = values.map((_, index) => sortTextOf(index));
  return {
    anyOf: [
      { enum: values, enumSortTexts },
      { type: 'string', pattern: LATER },
    ],
  };
}

const WORDS: Readonly<Record<KeyType, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
};

function listOfWords(types: readonly KeyType[]): string {
  const words = types.map((type) => WORDS[type]);
  const [last] = words.slice(-1);
  return words.length === 1 ? last! : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function nullOf(type: KeyInfo['type']): readonly null[] {
  return type.includes('null') ? [null] : [];
}

/** The keys of each mapping of a list, and of the mapping that may stand in place of the list. */
function listOf(keys: Readonly<Record<string, KeyInfo>>, isAlsoMapping: boolean): Record<string, unknown> {
  const properties = propertiesOf(keys);
  return { items: { ...ofType(['object']), properties }, ...(isAlsoMapping && { properties }) };
}

/** What an editor writes behind the key of a value that the schema does not check. */
function snippetsOf({ type, values = [], keys, items }: KeyInfo): readonly unknown[] {
  if (values.length > 0) return values.map((value) => ({ label: value, body: value }));
  switch (type[0]) {
    case 'boolean':
      return [true, false].map((value) => ({ label: String(value), body: value }));
    case 'array':
      return [{ label: '[…]', body: [items === 'string' ? '$1' : {}] }];
    case 'object': {
      const lists = Object.entries(keys ?? {}).filter(([, info]) => info.type[0] === 'array');
      return [{ label: '{…}', body: Object.fromEntries(lists.map(([key], i) => [key, [`$${i + 1}`]])) }];
    }
    default:
      return [{ label: '"…"', body: '$1' }];
  }
}
