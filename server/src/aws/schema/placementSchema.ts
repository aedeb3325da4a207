import { WORKLOAD_TYPES } from '../workloadTypes.ts';
import type { ResourceSchema, Schema } from './schema.ts';

/**
 * What is known of the properties of a type that has no schema here: those with its subnets and its security groups, by ids. Undefined
 * for a type without such properties. It says nothing of the other properties, so a key that it lacks is no mistake.
 */
export function placementSchemaOf(type: string): ResourceSchema | undefined {
  if (!made.has(type)) made.set(type, WRITTEN_OTHERWISE.has(type) ? undefined : madeFor(type));
  return made.get(type);
}

const made = new Map<string, ResourceSchema | undefined>();

/** A state machine has these properties in its definition, and a rotation schedule has ids with commas between them. */
const WRITTEN_OTHERWISE: ReadonlySet<string> = new Set([
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html
  'AWS::SecretsManager::RotationSchedule',
]);

function madeFor(type: string): ResourceSchema | undefined {
  const { subnets = [], securityGroups = [] } = WORKLOAD_TYPES[type] ?? {};
  const paths = [
    ...subnets.map((path) => [path, 'AWS::EC2::Subnet'] as const),
    ...securityGroups.map((path) => [path, 'AWS::EC2::SecurityGroup'] as const),
  ].filter(([path]) => !OF_ARNS.test(path));
  if (paths.length === 0) return undefined;
  let schema: Schema = {};
  for (const [path, takes] of paths) schema = withPath(schema, path.split('.'), takes);
  return { ...schema, attributes: [] };
}

/** DataSync takes the ARNs of subnets. */
const OF_ARNS = /Arns?$/;

/** `*` in a path is each item of a list. */
function withPath(schema: Schema, [step, ...rest]: readonly string[], takes: string): Schema {
  if (step === undefined) return { type: 'string', takes };
  if (step === '*') return { type: 'array', items: withPath(schema.items ?? {}, rest, takes) };
  const known = schema.properties ?? {};
  const own = known[step] ?? {};
  const isListOfIds = rest.length === 0 && step.endsWith('s');
  const property = isListOfIds
    ? // A parameter or a call may give the whole list.
      ({ type: ['array', 'string'], items: withPath({}, [], takes) } satisfies Schema)
    : withPath(own, rest, takes);
  return { type: 'object', properties: { ...known, [step]: property } };
}
