import { placementSchemaOf } from '../aws/schema/placementSchema.ts';
import { type ResourceSchema, schemaOf } from '../aws/schema/schema.ts';
import { samApiSchemaOf } from './samApiSchema.ts';

/** The properties of a type that completion suggests: all of them, or of a type without a schema those that are known. */
export function writableSchema(type: string): ResourceSchema | undefined {
  return schemaOf(type) ?? samApiSchemaOf(type) ?? placementSchemaOf(type);
}
