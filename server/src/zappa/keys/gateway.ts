import { type KeyInfo, README } from './key.ts';

const sources = [README];

/** Keys for the API, its domain and its certificates. */
export const GATEWAY_KEYS: Readonly<Record<string, KeyInfo>> = {
  api_key_required: {
    type: ['boolean'],
    description: 'Accepts only requests with an API key in the x-api-key header.',
    default: { value: false },
    sources,
  },
  api_key: { type: ['string'], description: 'The id of an existing API key.', sources },
  apigateway_description: {
    type: ['string'],
    description: 'The description of the API in the AWS console.',
    sources,
  },
  apigateway_version: {
    type: ['string'],
    values: ['v1', 'v2'],
    description: 'v1 creates a REST API, v2 an HTTP API.',
    default: { value: 'v1' },
    sources,
  },
  apigateway_lambda_qualifier: {
    type: ['string', 'null'],
    description: 'The version or alias of the function that the API invokes.',
    default: { value: null },
    sources,
  },
  use_apigateway: {
    type: ['boolean'],
    description: 'The older name of apigateway_enabled.',
    default: { value: true },
    sources: ['zappa/cli.py:2741'],
  },
  authorizer: {
    type: ['object'],
    description: 'A function that authorizes requests to the API.',
    keys: {
      type: {
        type: ['string'],
        description: 'The kind of authorizer.',
        default: { value: 'CUSTOM' },
        sources,
      },
      function: { type: ['string'], description: 'A function of the project, as module.function.', sources },
      arn: { type: ['string'], description: 'A Lambda function that exists already.', sources },
      result_ttl: {
        type: ['integer'],
        description: 'How long its result is cached, in seconds; at most 3,600.',
        default: { value: 300 },
        sources,
      },
      token_header: {
        type: ['string'],
        description: 'The header that contains the token.',
        default: { value: 'Authorization' },
        sources,
      },
      validation_expression: {
        type: ['string'],
        description: 'A regular expression that the token must match.',
        sources,
      },
    },
    sources,
  },
  base_path: {
    type: ['string', 'null'],
    description: 'The base path under the custom domain; not supported with a load balancer.',
    default: { value: null },
    sources,
  },
  binary_support: {
    type: ['boolean'],
    description: 'Sends binary responses through the API according to their MIME type.',
    default: { value: true },
    sources,
  },
  additional_text_mimetypes: {
    type: ['array', 'null'],
    items: 'string',
    description: 'MIME types to send as text although binary_support is on.',
    sources,
  },
  cache_cluster_enabled: {
    type: ['boolean'],
    description: 'Turns on the API cache.',
    default: { value: false },
    sources,
  },
  cache_cluster_size: {
    type: ['number', 'string'],
    description: 'The size of the API cache in GB.',
    default: { value: 0.5 },
    sources,
  },
  cache_cluster_ttl: {
    type: ['integer'],
    description: 'How long responses stay in the API cache, in seconds.',
    default: { value: 300 },
    sources,
  },
  cache_cluster_encrypted: {
    type: ['boolean'],
    description: 'Encrypts the API cache.',
    default: { value: false },
    sources,
  },
  certificate: {
    type: ['string'],
    description: 'The path of the certificate of the custom domain.',
    sources,
  },
  certificate_key: { type: ['string'], description: "The path of that certificate's private key.", sources },
  certificate_chain: { type: ['string'], description: "The path of that certificate's chain.", sources },
  certificate_arn: {
    type: ['string'],
    description: 'The ACM certificate of the custom domain, which must be in us-east-1.',
    sources,
  },
  cloudwatch_log_level: {
    type: ['string'],
    values: ['OFF', 'INFO', 'ERROR'],
    description: 'The log level of the API.',
    default: { value: 'OFF' },
    sources,
  },
  cloudwatch_data_trace: {
    type: ['boolean'],
    description: 'Also logs the content of requests.',
    default: { value: false },
    sources,
  },
  cloudwatch_metrics_enabled: {
    type: ['boolean'],
    description: 'Turns on detailed metrics of the API.',
    default: { value: false },
    sources,
  },
  context_header_mappings: {
    type: ['object'],
    entries: 'string',
    description: 'Passes API context variables as headers.',
    sources,
  },
  cors: {
    type: ['boolean', 'object'],
    description: 'Answers CORS requests: true, or lists of headers and methods and an origin.',
    default: { value: false },
    sources,
  },
  domain: { type: ['string', 'null'], description: 'The custom domain of the application.', sources },
  iam_authorization: {
    type: ['boolean'],
    description: 'Accepts only IAM-signed requests; authorizer is then ignored.',
    default: { value: false },
    sources,
  },
  lets_encrypt_key: {
    type: ['string'],
    description: "The key of the Let's Encrypt account: a path, or s3://bucket/key.",
    sources,
  },
  payload_compression: {
    type: ['boolean'],
    description: 'Compresses responses.',
    default: { value: true },
    sources,
  },
  payload_minimum_compression_size: {
    type: ['integer'],
    description: 'The minimum size for compression, in bytes.',
    default: { value: 0 },
    sources,
  },
  route53_enabled: {
    type: ['boolean'],
    description: 'Adds the custom domain to a Route 53 hosted zone.',
    default: { value: true },
    sources,
  },
  function_url_domains: {
    type: ['array'],
    items: 'string',
    description: 'Custom domains of the function URL, served by CloudFront.',
    sources: ['zappa/cli.py:2834'],
  },
  function_url_cloudfront_config: {
    type: ['object'],
    description: 'Additional CloudFront settings for function_url_domains.',
    sources: ['zappa/cli.py:2835'],
  },
  touch: {
    type: ['boolean'],
    description: 'Requests touch_path once after the deployment.',
    default: { value: true },
    sources,
  },
  touch_path: {
    type: ['string'],
    description: 'The path to request after the deployment.',
    default: { value: '/' },
    sources,
  },
  websocket_handler_module: {
    type: ['string', 'null'],
    description: 'The module with the WebSocket handlers; Zappa detects it by default.',
    sources,
  },
};
