import { SCHEMA_TEXTS } from './resourceSchemas.ts';

/**
 * What CloudFormation accepts for a property, in the words of JSON Schema and of cfn-lint's additions to it. A schema
 * without `type` allows any kind of value.
 */
export interface Schema {
  readonly type?: SchemaType | readonly SchemaType[];
  /** The name of a definition of the same type that has the other keywords. */
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Properties other than the listed ones are accepted too. */
  readonly isOpen?: true;
  readonly items?: Schema;
  readonly enum?: readonly (string | number)[];
  readonly enumCaseInsensitive?: readonly string[];
  /** Numbers are accepted besides the values of the enum, and maybe other texts, which no page lists. */
  readonly orNumber?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** No two items are equal. */
  readonly uniqueItems?: true;
  readonly required?: readonly string[];
  /** Exactly one of them. */
  readonly requiredXor?: readonly string[];
  /** At least one of them. */
  readonly requiredOr?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  /** The type whose `Ref` the text is, or `Type.Attribute` of `Fn::GetAtt`. */
  readonly takes?: string;
}

export type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';

/** The schema of a resource's properties. */
export interface ResourceSchema extends Schema {
  readonly definitions?: Readonly<Record<string, Schema>>;
  /** The attributes that `Fn::GetAtt` accepts. */
  readonly attributes: readonly string[];
}

/** Undefined for types that are none of the network's. */
export function schemaOf(type: string): ResourceSchema | undefined {
  let schema = read.get(type);
  if (!schema && Object.hasOwn(SCHEMA_TEXTS, type)) {
    schema = JSON.parse(SCHEMA_TEXTS[type]!) as ResourceSchema;
    read.set(type, schema);
  }
  return schema;
}

const read = new Map<string, ResourceSchema>();

/** What a schema says of a property; undefined for one that it does not list. */
export function propertySchema(schema: Schema | undefined, name: string): Schema | undefined {
  return schema?.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}

/** A schema with what its definition says. */
export function wholeSchema(schema: Schema, { definitions }: ResourceSchema): Schema {
  if (schema.$ref === undefined) return schema;
  let whole = joined.get(schema);
  if (!whole) {
    whole = { ...definitions?.[schema.$ref], ...schema };
    joined.set(schema, whole);
  }
  return whole;
}

const joined = new WeakMap<Schema, Schema>();

export function typesOf({ type }: Schema): readonly SchemaType[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

/** The types of the network, for which there is a schema. */
export const KNOWN_TYPES: readonly string[] = Object.keys(SCHEMA_TEXTS);
