import { AWS_DOCS, type KeyInfo, README } from './key.ts';

const LAMBDA_VPC = `${AWS_DOCS}lambda/latest/dg/configuration-vpc.html`;
const LAMBDA_INTERNET = `${AWS_DOCS}lambda/latest/dg/configuration-vpc-internet.html`;

/** The keys of `vpc_config`. */
const VPC_CONFIG: Record<string, KeyInfo> = {
  SubnetIds: {
    type: ['array'],
    items: 'string',
    isChecked: true,
    description: 'The subnets that the function runs in: a list of at most 16 ids, all in one VPC.',
    default: { text: 'none; Lambda rejects it without SecurityGroupIds' },
    pitfall:
      'Lambda picks one subnet for each call, so each of them needs a route to a NAT gateway, or endpoints for the services that the function calls. With subnets in two zones the function survives the failure of one.',
    sources: [`${AWS_DOCS}lambda/latest/api/API_VpcConfig.html`, LAMBDA_INTERNET],
  },
  SecurityGroupIds: {
    type: ['array'],
    items: 'string',
    isChecked: true,
    description: "The function's security groups: a list of at most 5 ids, in the VPC of the subnets.",
    default: { text: 'none; Lambda rejects it without SubnetIds' },
    pitfall:
      "A function accepts no connections, so only their outbound rules matter. The database's security group must allow one of these groups on its port.",
    sources: [`${AWS_DOCS}lambda/latest/api/API_VpcConfig.html`],
  },
  Ipv6AllowedForDualStack: {
    type: ['boolean'],
    isChecked: true,
    description: 'Allows outbound IPv6 traffic from the function.',
    default: { value: false },
    pitfall:
      'All subnets must be dual-stack. IPv6 traffic needs an egress-only internet gateway; a NAT gateway does not carry it.',
    sources: [LAMBDA_VPC],
  },
};

/** The keys of `alb_vpc_config`. */
const ALB_VPC_CONFIG: Record<string, KeyInfo> = {
  SubnetIds: {
    type: ['array'],
    items: 'string',
    isChecked: true,
    description: "The load balancer's subnets: at least two, in different zones.",
    default: { text: 'none; Zappa stops with an error' },
    pitfall:
      'An internet-facing load balancer needs public subnets and the function needs private ones, so these usually differ from the subnets of vpc_config.',
    sources: ['zappa/core.py:2015', 'ALB-03'],
  },
  SecurityGroupIds: {
    type: ['array'],
    items: 'string',
    isChecked: true,
    description: "The load balancer's security groups.",
    default: { text: 'the default group of the VPC' },
    pitfall:
      'The default group allows only its own members, so nobody else can reach the application. A group in this list must allow inbound 443.',
    sources: ['zappa/core.py:2017', `${AWS_DOCS}vpc/latest/userguide/default-security-group.html`],
  },
  CertificateArn: {
    type: ['string'],
    isChecked: true,
    description: 'The ACM certificate of the HTTPS listener, in the same region.',
    default: { text: 'none; Zappa stops with an error' },
    pitfall:
      'Unlike certificate_arn, which needs a certificate in us-east-1, this one must be in the region of the load balancer.',
    sources: ['zappa/core.py:2019'],
  },
  Scheme: {
    type: ['string'],
    values: ['internet-facing', 'internal'],
    isChecked: true,
    description: 'Whether the load balancer has public addresses.',
    default: { value: 'internet-facing' },
    pitfall:
      'internet-facing needs subnets with a route to an internet gateway; internal is reachable only from inside the VPC.',
    sources: ['zappa/core.py:2023', 'ALB-03'],
  },
};

/** The keys of one file system. */
const EFS_CONFIG: Record<string, KeyInfo> = {
  Arn: {
    type: ['string'],
    description: 'The ARN of an existing EFS access point.',
    default: { text: 'none; Zappa creates a file system with a mount target in each subnet of vpc_config' },
    pitfall:
      "The file system that Zappa creates has the function's own security groups, so each of them must allow 2049 from itself.",
    sources: ['zappa/core.py:1053-1110'],
  },
  LocalMountPath: {
    type: ['string'],
    isChecked: true,
    description: 'The mount path in the function: /mnt/ followed by one name.',
    default: { value: '/mnt/efs' },
    pitfall: 'Two file systems cannot share a path.',
    sources: ['zappa/cli.py:2690-2703', `${AWS_DOCS}lambda/latest/api/API_FileSystemConfig.html`],
  },
  ThroughputMode: {
    type: ['string'],
    values: ['bursting', 'provisioned', 'elastic'],
    description: 'The throughput mode of the file system that Zappa creates.',
    default: { value: 'bursting' },
    pitfall: 'Zappa does not change it on an existing file system.',
    sources: ['zappa/cli.py:866', `${AWS_DOCS}efs/latest/ug/API_CreateFileSystem.html`],
  },
  PerformanceMode: {
    type: ['string'],
    values: ['generalPurpose', 'maxIO'],
    description: 'The performance mode of the file system that Zappa creates.',
    default: { value: 'generalPurpose' },
    pitfall: 'Zappa does not change it on an existing file system.',
    sources: ['zappa/cli.py:867', `${AWS_DOCS}efs/latest/ug/API_CreateFileSystem.html`],
  },
};

/** The keys of `event_source`, as zappa/utilities.py reads them. */
const EVENT_SOURCE: Record<string, KeyInfo> = {
  arn: {
    type: ['string'],
    isChecked: true,
    description: 'The ARN of a queue, a Kinesis stream, the stream of a table, a bucket or a topic.',
    pitfall:
      'Lambda fetches messages and receives events outside the VPC; the function needs no route for them.',
    sources: ['zappa/utilities.py:763-788'],
  },
  events: {
    type: ['array'],
    items: 'string',
    description:
      'The kinds of events, as in s3:ObjectCreated:* or sns:Publish; needed for a bucket and a topic.',
    sources: ['zappa/cli.py:1505-1506', 'zappa/utilities.py:437'],
  },
  batch_size: {
    type: ['integer'],
    isChecked: true,
    description: 'How many messages Lambda passes on at once.',
    default: { value: 10 },
    pitfall: 'At most ten of a FIFO queue; more than ten of another queue need a batch_window.',
    sources: ['zappa/utilities.py:286', `${AWS_DOCS}lambda/latest/dg/services-sqs-parameters.html`],
  },
  batch_window: {
    type: ['integer'],
    isChecked: true,
    description: 'How many seconds Lambda gathers messages of a queue.',
    default: { text: '0, or 1 with a batch_size above ten' },
    pitfall: 'FIFO queues have no window.',
    sources: ['zappa/utilities.py:309-333', `${AWS_DOCS}lambda/latest/dg/services-sqs-parameters.html`],
  },
  enabled: {
    type: ['boolean'],
    description: 'Whether Lambda reads the source.',
    default: { value: true },
    sources: ['zappa/utilities.py:285'],
  },
  prefix: {
    type: ['string'],
    description: 'The start of the keys of objects in the bucket.',
    default: { text: 'every key' },
    sources: ['zappa/utilities.py:438'],
  },
  suffix: {
    type: ['string'],
    description: 'The end of the keys of objects in the bucket.',
    default: { text: 'every key' },
    sources: ['zappa/utilities.py:439'],
  },
  filters: {
    type: ['object'],
    description: 'Which messages of the topic: a filter policy of SNS.',
    default: { text: 'every message' },
    sources: ['zappa/utilities.py:572'],
  },
};

/** The network keys; each has its default and its trap. */
export const NETWORK_KEYS: Readonly<Record<string, KeyInfo>> = {
  extends: {
    type: ['string'],
    isChecked: true,
    description: 'Inherits the settings of another stage.',
    default: { text: 'none' },
    pitfall:
      'Only top-level keys are merged: a vpc_config in this stage replaces the whole vpc_config of the other.',
    sources: ['zappa/cli.py:144-170'],
  },
  vpc_config: {
    type: ['object'],
    keys: VPC_CONFIG,
    isChecked: true,
    description:
      'Attaches the function to a VPC with SubnetIds and SecurityGroupIds, which Zappa passes to Lambda unchanged.',
    default: {
      text: 'none; the function runs outside a VPC and reaches the internet',
    },
    pitfall:
      'All its calls then go through the VPC. A public subnet does not give it internet access: it needs private subnets with a route to a NAT gateway, or endpoints for the services that it calls. If vpc_config is removed later, zappa update leaves the function in its VPC; empty lists in SubnetIds and SecurityGroupIds take it out.',
    sources: [
      LAMBDA_VPC,
      LAMBDA_INTERNET,
      'zappa/core.py:1225,1442',
      'https://github.com/Miserlou/Zappa/issues/2061',
    ],
  },
  alb_enabled: {
    type: ['boolean'],
    description: 'Creates an Application Load Balancer with an HTTPS listener for the function.',
    default: { value: false },
    pitfall:
      'It needs alb_vpc_config with two subnets, a certificate and a security group that allows 443. The function itself does not need a VPC for it.',
    sources: [
      'zappa/core.py:2009-2045',
      `${AWS_DOCS}elasticloadbalancing/latest/application/lambda-functions.html`,
    ],
  },
  alb_vpc_config: {
    type: ['object'],
    keys: ALB_VPC_CONFIG,
    isChecked: true,
    description: 'The network of the load balancer: SubnetIds, SecurityGroupIds, CertificateArn, Scheme.',
    default: { text: 'none; with alb_enabled Zappa stops with an error' },
    pitfall:
      'Only zappa deploy reads it, and only if alb_enabled is true. The load balancer uses IPv4 and is internet-facing unless Scheme is internal.',
    sources: ['zappa/core.py:2009-2045', 'zappa/cli.py:982'],
  },
  efs_config: {
    type: ['array', 'object', 'boolean'],
    keys: EFS_CONFIG,
    description: 'Mounts an EFS file system in the function: true, one file system, or a list of one.',
    default: { text: 'none' },
    pitfall:
      "It needs vpc_config. Mount targets that Zappa creates use the function's own security groups, so each group must allow 2049 from itself; subnets in one zone share a mount target.",
    sources: ['zappa/cli.py:2671-2703', 'zappa/core.py:1053-1110'],
  },
  endpoint_configuration: {
    type: ['array', 'null'],
    items: 'string',
    values: ['EDGE', 'REGIONAL', 'PRIVATE'],
    description: 'The endpoint type of the API: a list of EDGE, REGIONAL or PRIVATE.',
    default: { text: "API Gateway's default" },
    pitfall:
      'A PRIVATE API is reachable only through an execute-api interface endpoint in a VPC and answers 403 until apigateway_policy allows requests. Zappa cannot test it after the deployment.',
    sources: [
      'zappa/core.py:2450-2456',
      `${AWS_DOCS}apigateway/latest/developerguide/apigateway-private-apis.html`,
    ],
  },
  apigateway_policy: {
    type: ['string'],
    description: "The path of a JSON file with the API's resource policy.",
    default: { text: 'none' },
    pitfall: 'A PRIVATE API without one rejects every request.',
    sources: ['zappa/core.py:2457', README],
  },
  apigateway_enabled: {
    type: ['boolean'],
    description: 'Creates an API Gateway API for the function.',
    default: { value: true },
    pitfall:
      'API Gateway responds 504 "Endpoint request timed out" after 29 seconds by default, regardless of timeout_seconds; a call that hangs in the VPC looks like this.',
    sources: [README, `${AWS_DOCS}apigateway/latest/developerguide/limits.html`],
  },
  function_url_enabled: {
    type: ['boolean'],
    description: 'Creates a function URL.',
    default: { value: false },
    pitfall: 'The URL is public whether or not the function is in a VPC.',
    sources: [README, `${AWS_DOCS}lambda/latest/dg/urls-configuration.html`],
  },
  function_url_config: {
    type: ['object'],
    description: 'Who can call the function URL, and from which origins.',
    default: { text: 'authorizer NONE, every origin' },
    pitfall: 'With authorizer NONE anyone on the internet can call it.',
    keys: {
      authorizer: {
        type: ['string'],
        values: ['NONE', 'AWS_IAM'],
        description: 'NONE allows everyone, AWS_IAM only signed requests.',
        default: { value: 'NONE' },
        pitfall: 'NONE means everyone.',
        sources: [`${AWS_DOCS}lambda/latest/dg/urls-auth.html`],
      },
      cors: {
        type: ['object', 'boolean'],
        description: 'Origins, headers and methods that browsers can use; false for none.',
        default: { text: 'every origin' },
        sources: [README],
      },
    },
    sources: ['zappa/cli.py:2837-2849', `${AWS_DOCS}lambda/latest/dg/urls-auth.html`],
  },
  slim_handler: {
    type: ['boolean'],
    description: 'Uploads a small handler, which loads the project from S3 on every cold start.',
    default: { value: false },
    pitfall:
      'In a VPC without a route to S3 (a gateway endpoint or a NAT gateway) every cold start hangs until it times out. It cannot be used with a Docker image.',
    sources: ['zappa/handler.py:112-136', 'zappa/cli.py:201'],
  },
  remote_env: {
    type: ['string'],
    description:
      'A JSON file in S3 (s3://bucket/key) whose entries become environment variables on every cold start.',
    default: { text: 'none' },
    pitfall: 'In a VPC without a route to S3 every cold start hangs until it times out.',
    sources: ['zappa/handler.py:90,253', 'https://github.com/Miserlou/Zappa/issues/1638'],
  },
  remote_env_bucket: {
    type: ['string'],
    description: 'The older form of remote_env: the bucket.',
    default: { text: 'none' },
    pitfall: 'Like remote_env, it needs a route to S3.',
    sources: ['zappa/cli.py:2758'],
  },
  remote_env_file: {
    type: ['string'],
    description: "The older form of remote_env: the file's key.",
    default: { text: 'none' },
    pitfall: 'Like remote_env, it needs a route to S3.',
    sources: ['zappa/cli.py:2759'],
  },
  async_source: {
    type: ['string'],
    values: ['lambda', 'sns'],
    description:
      'With sns, Zappa creates the SNS topic for asynchronous tasks. How a task is dispatched is up to its decorator: task invokes the function again, task_sns publishes to the topic.',
    default: { value: 'lambda' },
    pitfall:
      'The function makes that call itself. In a VPC it needs a NAT gateway or an interface endpoint for lambda or sns; otherwise tasks hang.',
    sources: ['zappa/cli.py:1543', 'zappa/asynchronous.py', 'https://github.com/Miserlou/Zappa/issues/1050'],
  },
  async_resources: {
    type: ['boolean'],
    description: 'Creates the SNS topic and the DynamoDB table for asynchronous tasks.',
    default: { value: true },
    pitfall: 'Zappa creates them from the machine that it runs on; the function needs its own route to them.',
    sources: [README],
  },
  async_response_table: {
    type: ['string'],
    description: 'The DynamoDB table that stores the responses of asynchronous tasks.',
    default: { text: 'none; responses are not stored' },
    pitfall: 'In a VPC the function needs a gateway endpoint for DynamoDB or a NAT gateway to reach it.',
    sources: [README],
  },
  manage_roles: {
    type: ['boolean'],
    description: "Creates the function's role and keeps its policy up to date.",
    default: { value: true },
    pitfall:
      'With false, the role itself must allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface; otherwise Lambda rejects vpc_config.',
    sources: ['zappa/cli.py:828', LAMBDA_VPC],
  },
  role_name: {
    type: ['string'],
    description: "The name of the function's role.",
    default: { text: 'the function name followed by -ZappaLambdaExecutionRole' },
    pitfall: 'With manage_roles true Zappa writes its policy into this role, even if it did not create it.',
    sources: ['zappa/cli.py:2874'],
  },
  role_arn: {
    type: ['string'],
    description: "The ARN of the function's role, in place of role_name.",
    default: { text: 'none' },
    pitfall:
      'With vpc_config the role must allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface.',
    sources: ['zappa/cli.py:2820', LAMBDA_VPC],
  },
  attach_policy: {
    type: ['string'],
    description: "The path of a JSON file with a policy that replaces Zappa's own for the function's role.",
    default: { text: "Zappa's own, which allows the network interfaces of a VPC" },
    pitfall:
      'It replaces the whole policy: without ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface Lambda rejects vpc_config.',
    sources: ['zappa/core.py:3442-3482', 'zappa/policies/attach_policy.json'],
  },
  extra_permissions: {
    type: ['array', 'null'],
    items: 'object',
    description: "Statements to add to the policy of the function's role.",
    default: { text: 'none' },
    pitfall: 'Zappa adds them only if manage_roles is true. They allow API calls but add no route in a VPC.',
    sources: ['zappa/core.py:3450'],
  },
  aws_region: {
    type: ['string', 'null'],
    description: 'The region of everything that Zappa creates.',
    default: { text: 'from the AWS profile or the environment' },
    pitfall:
      'Subnet and security group ids belong to one region and do not exist in a stage with another region.',
    sources: [README],
  },
  profile_name: {
    type: ['string', 'null'],
    description: 'The AWS credentials profile that Zappa uses.',
    default: { text: 'from the environment' },
    pitfall: 'Another profile may be another account, where these subnets and security groups do not exist.',
    sources: [README],
  },
  timeout_seconds: {
    type: ['integer'],
    description: 'The maximum duration of one invocation, at most 900 seconds.',
    default: { value: 30 },
    pitfall:
      'API Gateway gives up after 29 seconds by default, and a higher value does not help if a call hangs in the VPC.',
    sources: [README, `${AWS_DOCS}apigateway/latest/developerguide/limits.html`],
  },
  memory_size: {
    type: ['integer'],
    description: "The function's memory in MB; the CPU share grows with it.",
    default: { value: 512 },
    pitfall: 'More memory does not help if a call hangs in the VPC.',
    sources: [README],
  },
  lambda_concurrency: {
    type: ['integer', 'null'],
    description:
      'The number of concurrent executions that are reserved for the function, which is also its maximum.',
    default: { value: null },
    pitfall: 'Each execution may hold a database connection.',
    sources: [README],
  },
  environment_variables: {
    type: ['object'],
    entries: 'string',
    isChecked: true,
    description:
      "Environment variables that Zappa packages with the code and the handler sets on start; all values must be strings. They are not in Lambda's configuration, which zappa update does not change.",
    default: { text: 'none' },
    pitfall:
      'A number or boolean stops every command with an error unless it is in quotes. The host in DATABASE_URL must be reachable from the subnets of vpc_config.',
    sources: ['zappa/cli.py:1901-1914', 'zappa/core.py:1463-1478'],
  },
  aws_environment_variables: {
    type: ['object'],
    entries: 'string',
    isChecked: true,
    description:
      "Environment variables in Lambda's configuration, which zappa update writes; all values must be strings. A variable that is removed here stays in Lambda.",
    default: { text: 'none' },
    pitfall: 'boto3 rejects a number or boolean unless it is in quotes.',
    sources: ['zappa/core.py:1251,1463-1478'],
  },
  events: {
    type: ['array'],
    items: 'object',
    description: 'What invokes the function: schedules and events from S3, SNS, SQS and others.',
    default: { text: 'none' },
    pitfall: 'AWS delivers events from outside the VPC; they need no route and no security group rule.',
    keys: {
      function: {
        type: ['string'],
        description: 'The Python function to call, as module.function.',
        sources: [README],
      },
      expression: {
        type: ['string'],
        description: 'When to invoke it: rate(…) or cron(…).',
        sources: [README],
      },
      event_source: {
        type: ['object'],
        description: 'The ARN of the event source, and which of its events.',
        keys: EVENT_SOURCE,
        sources: [README],
      },
    },
    sources: [README],
  },
  dead_letter_arn: {
    type: ['string', 'null'],
    description: 'The SNS topic or SQS queue for asynchronous invocations that failed three times.',
    default: { text: 'none' },
    pitfall: 'Lambda delivers to it from outside the VPC; it needs no route.',
    sources: [README],
  },
  keep_warm: {
    type: ['boolean'],
    description: 'Invokes the function every few minutes to keep it loaded.',
    default: { value: true },
    pitfall: 'The invocations come from outside the VPC; they hide slow cold starts but do not fix them.',
    sources: ['zappa/cli.py:1508'],
  },
};
