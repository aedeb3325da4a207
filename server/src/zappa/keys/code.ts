import { table } from '../../table.ts';
import { type KeyInfo, README } from './key.ts';

const sources = [README];

/** Keys for the application, its package and how the function runs. */
export const CODE_KEYS: Readonly<Record<string, KeyInfo>> = table({
  app_function: {
    type: ['string', 'null'],
    description: 'The WSGI or ASGI application, as module.app.',
    sources,
  },
  app_type: {
    type: ['string', 'null'],
    values: ['wsgi', 'asgi'],
    description: 'The kind of application; Zappa detects it by default.',
    sources,
  },
  architecture: {
    type: ['string'],
    values: ['x86_64', 'arm64'],
    description: 'The processor architecture of the function.',
    default: { value: 'x86_64' },
    sources,
  },
  assume_policy: {
    type: ['string'],
    description: "The path of a JSON file with the trust policy of the function's role.",
    sources,
  },
  async_response_table_read_capacity: {
    type: ['integer'],
    description: 'The read capacity of the table in async_response_table, in reads per second.',
    default: { value: 1 },
    sources,
  },
  async_response_table_write_capacity: {
    type: ['integer'],
    description: 'The write capacity of the table in async_response_table, in writes per second.',
    default: { value: 1 },
    sources,
  },
  aws_endpoint_urls: {
    type: ['object'],
    entries: 'string',
    description: 'Service endpoints to use instead of AWS, for example for LocalStack.',
    sources,
  },
  aws_kms_key_arn: {
    type: ['string', 'null'],
    description: "The KMS key that encrypts the function's environment variables.",
    sources,
  },
  bot_events: {
    type: ['array'],
    items: 'object',
    description: 'Lex bot events that invoke a function.',
    sources: ['zappa/cli.py'],
  },
  callbacks: {
    type: ['object'],
    description: 'Functions that Zappa calls on your machine while it runs.',
    keys: {
      settings: { type: ['string'], description: 'After the settings are read.', sources },
      zip: { type: ['string'], description: 'After the package is created.', sources },
      post: { type: ['string'], description: 'After the command is done.', sources },
    },
    sources,
  },
  cognito: {
    type: ['object'],
    description: 'Functions that a Cognito user pool invokes.',
    keys: {
      user_pool: { type: ['string'], description: "The user pool's id.", sources },
      triggers: {
        type: ['array'],
        items: 'object',
        description: 'Which source calls which function.',
        sources,
      },
    },
    sources,
  },
  debug: {
    type: ['boolean'],
    description: 'Shows the traceback of a configuration error in the response.',
    default: { value: true },
    sources,
  },
  delete_local_zip: {
    type: ['boolean'],
    description: 'Deletes the local package after the upload.',
    default: { value: true },
    sources,
  },
  delete_zip: {
    type: ['boolean'],
    description: 'The older name of delete_local_zip.',
    default: { value: true },
    sources: ['zappa/cli.py:176'],
  },
  delete_s3_zip: {
    type: ['boolean'],
    description: 'Deletes the package in S3 after the deployment.',
    default: { value: true },
    sources,
  },
  django_settings: {
    type: ['string', 'null'],
    description: "Django's settings module, as package.settings.",
    sources,
  },
  ephemeral_storage: {
    type: ['object'],
    description: 'The size of /tmp: 512 to 10240 MB.',
    keys: {
      Size: { type: ['integer'], description: 'In MB, 512 to 10240.', default: { value: 512 }, sources },
    },
    default: { text: '{"Size": 512}' },
    sources,
  },
  exception_handler: {
    type: ['string', 'null'],
    description: 'A function that receives unhandled exceptions.',
    sources,
  },
  exclude: {
    type: ['array'],
    items: 'string',
    description: 'Names, with wildcards, to exclude from the package.',
    sources,
  },
  exclude_glob: {
    type: ['array'],
    items: 'string',
    description: 'Globs to exclude from the package.',
    sources,
  },
  include: {
    type: ['array'],
    items: 'string',
    description: 'Libraries that the handler loads first.',
    sources,
  },
  keep_warm_expression: {
    type: ['string'],
    description: 'When to invoke the function to keep it loaded: rate(…) or cron(…).',
    default: { value: 'rate(4 minutes)' },
    sources,
  },
  lambda_description: {
    type: ['string'],
    description: 'The description of the function in the AWS console.',
    default: { value: 'Zappa Deployment' },
    sources,
  },
  lambda_handler: {
    type: ['string'],
    description: 'The handler that Lambda calls.',
    default: { value: 'handler.lambda_handler' },
    sources,
  },
  layers: {
    type: ['array', 'null'],
    items: 'string',
    description: 'The ARNs of Lambda layers.',
    sources,
  },
  log_level: {
    type: ['string'],
    values: ['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'],
    description: "The log level of Zappa's handler.",
    default: { value: 'DEBUG' },
    sources,
  },
  num_retained_versions: {
    type: ['integer', 'null'],
    description: 'How many versions of the function to keep; null keeps all.',
    default: { value: 5 },
    sources,
  },
  prebuild_script: {
    type: ['string', 'null'],
    description: 'A function to call before packaging, as module.function.',
    sources,
  },
  project_name: {
    type: ['string'],
    description: 'The project name in AWS; the function name consists of it and the stage.',
    default: { text: 'the folder name' },
    sources,
  },
  provisioned_concurrency: {
    type: ['integer', 'null'],
    description: 'The provisioned concurrency of the function.',
    default: { value: null },
    sources,
  },
  runtime: {
    type: ['string'],
    values: ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.9'],
    description: 'The Python version of the function.',
    default: { text: 'the version that Zappa runs on' },
    sources,
  },
  s3_bucket: {
    type: ['string'],
    description: 'The S3 bucket for packages.',
    default: { text: 'a new bucket with a random name' },
    sources,
  },
  settings_file: {
    type: ['string', 'null'],
    description: 'A Python file with settings that the handler reads.',
    sources,
  },
  snap_start: {
    type: ['string', 'null'],
    values: ['PublishedVersions', 'None'],
    description: 'Starts the function from a snapshot.',
    default: { value: 'None' },
    sources,
  },
  tags: {
    type: ['object', 'null'],
    entries: 'string',
    description: 'Tags for the resources that Zappa creates.',
    sources,
  },
  use_precompiled_packages: {
    type: ['boolean'],
    description: 'Uses packages that are compiled for Lambda if they exist.',
    default: { value: true },
    sources,
  },
  xray_tracing: {
    type: ['boolean'],
    description: 'Traces requests with X-Ray.',
    default: { value: false },
    sources,
  },
});
