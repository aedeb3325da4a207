import { type KeyInfo, README } from './key.ts';

const sources = [README];

/** Keys for the application, its package and how the function runs. */
export const CODE_KEYS: Readonly<Record<string, KeyInfo>> = {
  app_function: { type: ['string', 'null'], says: 'The WSGI or ASGI application, as module.app.', sources },
  app_type: {
    type: ['string', 'null'],
    values: ['wsgi', 'asgi'],
    says: 'What kind of application it is; left out, Zappa looks.',
    sources,
  },
  architecture: {
    type: ['string'],
    values: ['x86_64', 'arm64'],
    says: 'The processor that the function runs on.',
    default: { value: 'x86_64' },
    sources,
  },
  assume_policy: {
    type: ['string'],
    says: "The path of a JSON file that says who may take on the function's role.",
    sources,
  },
  async_response_table_read_capacity: {
    type: ['integer'],
    says: 'How many reads a second the table of async_response_table takes.',
    default: { value: 1 },
    sources,
  },
  async_response_table_write_capacity: {
    type: ['integer'],
    says: 'How many writes a second the table of async_response_table takes.',
    default: { value: 1 },
    sources,
  },
  aws_endpoint_urls: {
    type: ['object'],
    entries: 'string',
    says: 'Where zappa finds services instead of at AWS, as for LocalStack.',
    sources,
  },
  aws_kms_key_arn: {
    type: ['string'],
    says: "The KMS key that encrypts the function's environment variables.",
    sources,
  },
  bot_events: {
    type: ['array'],
    items: 'object',
    says: 'Events of Lex bots that call a function.',
    sources: ['zappa/cli.py'],
  },
  callbacks: {
    type: ['object'],
    says: 'Functions that are called on your machine while zappa runs.',
    keys: {
      settings: { type: ['string'], says: 'After the settings are read.', sources },
      zip: { type: ['string'], says: 'After the package is made.', sources },
      post: { type: ['string'], says: 'After the command is done.', sources },
    },
    sources,
  },
  cognito: {
    type: ['object', 'null'],
    says: 'Functions that a Cognito user pool calls.',
    keys: {
      user_pool: { type: ['string'], says: "The user pool's id.", sources },
      triggers: { type: ['array'], items: 'object', says: 'Which source calls which function.', sources },
    },
    sources,
  },
  debug: {
    type: ['boolean'],
    says: 'Shows the traceback of a configuration error in the answer.',
    default: { value: true },
    sources,
  },
  delete_local_zip: {
    type: ['boolean'],
    says: 'Deletes the package on your machine after uploading it.',
    default: { value: true },
    sources,
  },
  delete_zip: {
    type: ['boolean'],
    says: 'The older name of delete_local_zip.',
    default: { value: true },
    sources: ['zappa/cli.py:176'],
  },
  delete_s3_zip: {
    type: ['boolean'],
    says: 'Deletes the package in S3 after deploying it.',
    default: { value: true },
    sources,
  },
  django_settings: {
    type: ['string', 'null'],
    says: "Django's settings module, as package.settings.",
    sources,
  },
  ephemeral_storage: {
    type: ['object'],
    says: 'The size of /tmp: 512 to 10240 MB.',
    keys: {
      Size: { type: ['integer'], says: 'In MB, 512 to 10240.', default: { value: 512 }, sources },
    },
    default: { text: '{"Size": 512}' },
    sources,
  },
  exception_handler: {
    type: ['string', 'null'],
    says: 'A function that is told of errors nobody handled.',
    sources,
  },
  exclude: {
    type: ['array'],
    items: 'string',
    says: 'Names, with wildcards, that are left out of the package.',
    sources,
  },
  exclude_glob: {
    type: ['array'],
    items: 'string',
    says: 'Globs that are left out of the package.',
    sources,
  },
  include: {
    type: ['array'],
    items: 'string',
    says: 'Libraries that the handler loads before anything else.',
    sources,
  },
  keep_warm_expression: {
    type: ['string'],
    says: 'When the function is called to keep it loaded: rate(…) or cron(…).',
    default: { value: 'rate(4 minutes)' },
    sources,
  },
  lambda_description: {
    type: ['string'],
    says: 'What the console says of the function.',
    default: { value: 'Zappa Deployment' },
    sources,
  },
  lambda_handler: {
    type: ['string'],
    says: 'The handler that Lambda calls.',
    default: { value: 'handler.lambda_handler' },
    sources,
  },
  layers: {
    type: ['array', 'null'],
    items: 'string',
    says: 'The ARNs of Lambda layers.',
    sources,
  },
  log_level: {
    type: ['string'],
    values: ['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'],
    says: "How much Zappa's handler logs.",
    default: { value: 'DEBUG' },
    sources,
  },
  num_retained_versions: {
    type: ['integer', 'null'],
    says: 'How many versions of the function are kept; null keeps all.',
    default: { value: 5 },
    sources,
  },
  prebuild_script: {
    type: ['string', 'null'],
    says: 'A function that is called before the package is made, as module.function.',
    sources,
  },
  project_name: {
    type: ['string'],
    says: 'The name of the project at AWS; the function is called after it and the stage.',
    default: { text: "the folder's name" },
    sources,
  },
  provisioned_concurrency: {
    type: ['integer', 'null'],
    says: 'How many runs are kept ready.',
    default: { value: null },
    sources,
  },
  runtime: {
    type: ['string'],
    values: ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.9'],
    says: 'The Python that the function runs on.',
    default: { text: 'the one that zappa runs on' },
    sources,
  },
  s3_bucket: {
    type: ['string'],
    says: 'The bucket that packages are uploaded to.',
    default: { text: 'a new one with a random name' },
    sources,
  },
  settings_file: {
    type: ['string', 'null'],
    says: 'A Python file with settings that the handler reads.',
    sources,
  },
  snap_start: {
    type: ['string', 'null'],
    values: ['PublishedVersions', 'None'],
    says: 'Starts the function from a snapshot.',
    default: { value: 'None' },
    sources,
  },
  tags: {
    type: ['object'],
    entries: 'string',
    says: 'Tags of what Zappa makes.',
    sources,
  },
  use_precompiled_packages: {
    type: ['boolean'],
    says: 'Takes packages that are compiled for Lambda where there are any.',
    default: { value: true },
    sources,
  },
  xray_tracing: {
    type: ['boolean'],
    says: 'Traces calls with X-Ray.',
    default: { value: false },
    sources,
  },
};
