import { type Entry, stringValue } from '../syntax/tree.ts';
import { isTrue } from './python.ts';
import { type Stage, settingOf } from './settings.ts';

/** An AWS service that a stage's function calls because of a setting. */
export interface ServiceUse {
  /** Its name in an endpoint, such as `s3`. */
  readonly service: string;
  /** The setting that causes the call. */
  readonly entry: Entry;
  /** What the function does with it, such as "loads its code from S3 at start". */
  readonly does: string;
  /** What happens if the service is unreachable: a sentence. */
  readonly consequence: string;
  /** True if the handler makes the call at every cold start, whatever the application does. */
  readonly isCertain: boolean;
}

/**
 * The services that a stage's settings make its function call (facts G78, G79). Values that a pipeline fills in count
 * as not set.
 */
export function serviceUses(stage: Stage): readonly ServiceUse[] {
  return [...atStart(stage), ...forTasks(stage)];
}

const COLD_START = 'Every cold start times out';

function* atStart(stage: Stage): Generator<ServiceUse> {
  const slim = entryOf(stage, 'slim_handler');
  if (slim) {
    const does = 'loads its code from S3 on start';
    yield { service: 's3', entry: slim, does, consequence: COLD_START, isCertain: true };
  }
  const env = remoteEnvOf(stage);
  if (env) {
    const does = 'reads its environment from S3 on start';
    yield { service: 's3', entry: env, does, consequence: COLD_START, isCertain: true };
  }
}

/** zappa/cli.py:3172–3176: the older pair of settings counts if `remote_env` is empty. */
function remoteEnvOf(stage: Stage): Entry | undefined {
  const setting = settingOf(stage, 'remote_env')?.entry;
  const isSet = isTrue(setting?.value);
  if (isSet) return /^s3:\/\/[^/]+\/./i.test(stringValue(setting?.value) ?? '') ? setting : undefined;
  const bucket = entryOf(stage, 'remote_env_bucket');
  return isSet === false && entryOf(stage, 'remote_env_file') ? bucket : undefined;
}

function* forTasks(stage: Stage): Generator<ServiceUse> {
  const source = entryOf(stage, 'async_source');
  const consequence = 'Dispatching a task times out';
  switch (source && stringValue(source.value)) {
    case 'sns':
      // STS returns the account number for the topic's ARN.
      for (const [service, what] of [
        ['sts', 'asks STS for its account number before it dispatches tasks'],
        ['sns', 'dispatches tasks through SNS'],
      ] as const)
        yield { service, entry: source!, does: what, consequence, isCertain: false };
      break;
    case 'lambda': {
      const does = 'dispatches tasks by calling Lambda';
      yield { service: 'lambda', entry: source!, does, consequence, isCertain: false };
    }
  }
  const table = entryOf(stage, 'async_response_table');
  if (table) {
    const does = 'stores task responses in DynamoDB';
    yield {
      service: 'dynamodb',
      entry: table,
      does,
      consequence: 'Storing a response times out',
      isCertain: false,
    };
  }
}

/** A setting with a value that Python considers true. */
function entryOf(stage: Stage, name: string): Entry | undefined {
  const entry = settingOf(stage, name)?.entry;
  return isTrue(entry?.value) ? entry : undefined;
}
