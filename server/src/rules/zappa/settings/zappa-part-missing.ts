import { entriesOf, entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { isTrue } from '../../../zappa/python.ts';
import { type Stage, settingValue, writtenValues } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';

/** A mapping without a key that Zappa reads of it. */
export default defineRule({
  id: 'zappa-part-missing',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The setting lacks a key that Zappa needs',
  why: 'Without cors in function_url_config, Zappa allows all origins, headers and methods. A cors that is written takes the place of all of that: Zappa reads six keys of it and stops at the first that is missing. An authorizer needs a function or the ARN of one, and one of user pools needs their ARNs. cognito needs the id of its user pool.',
  howToFix: 'Add the keys that the message names.',
  sources: [
    'zappa/cli.py:2837-2848',
    'zappa/core.py:1834-1848',
    'zappa/core.py:2525-2543',
    'zappa/core.py:2478-2483',
    'zappa/handler.py:974-982',
    'zappa/cli.py:1485-1491',
    'zappa/core.py:2907-2911',
  ],

  *check({ zappa }) {
    for (const [name, lackOf] of Object.entries(LACKS)) {
      for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, name) : []) {
        const report = lackOf(value, owner);
        if (report) yield { ...report, stage: owner.name, extendedBy };
      }
    }
  },
});

const LACKS: Readonly<Record<string, (value: Node, stage: Stage) => Report | undefined>> = {
  function_url_config: (value, stage) =>
    isTrue(settingValue(stage, 'function_url_enabled')) === true ? corsIn(value) : undefined,
  authorizer: (value, stage) => {
    const type = resolved(entryAt(value, 'type')?.value);
    if (isTokenWithout(value, type) && hasRestApi(stage))
      return {
        at: value,
        severity: 'warning',
        message:
          'authorizer has neither function nor arn. Zappa finds nothing to ask, and every request is rejected.',
      };
    const isOfPools = type?.kind === 'scalar' && type.text.toUpperCase() === 'COGNITO_USER_POOLS';
    if (!isOfPools || entryAt(value, 'provider_arns') || !hasRestApi(stage)) return undefined;
    return {
      at: type,
      message: `authorizer is of type ${type.text} and has no provider_arns. Zappa stops with an error when the function is deployed already.`,
    };
  },
  cognito: (value) =>
    value.kind === 'mapping' && entriesOf(value).length > 0 && !entryAt(value, 'user_pool')
      ? { at: value, message: 'cognito has no user_pool. boto3 stops zappa update with an error.' }
      : undefined,
};

/**
 * Whether a token authorizer lacks its function: without an arn API Gateway asks the function of the stage itself,
 * which calls the one in `function`.
 */
function isTokenWithout(authorizer: Node, type: Node | undefined): boolean {
  const isToken = type === undefined || (type.kind === 'scalar' && type.text.toUpperCase() === 'TOKEN');
  const keys = entriesOf(authorizer).map(({ key }) => key.text);
  return isToken && keys.length > 0 && !keys.some((key) => ['arn', 'function', '<<'].includes(key));
}

/**
 * Whether the stage has a REST API that uses the authorizer: an HTTP API has none, and authorization by IAM takes
 * precedence.
 */
function hasRestApi(stage: Stage): boolean {
  const version = settingValue(stage, 'apigateway_version');
  const isRest = version === undefined || (version.kind === 'scalar' && version.text === 'v1');
  const isOff = ['use_apigateway', 'apigateway_enabled'].some((name) => {
    const value = settingValue(stage, name);
    return value !== undefined && isTrue(value) !== true;
  });
  const byIam = settingValue(stage, 'iam_authorization');
  return isRest && !isOff && (byIam === undefined || isTrue(byIam) === false);
}

/**
 * The cors that Zappa writes for a function_url_config without it. If cors is written, Zappa reads all of these keys.
 */
const CORS = {
  allowedOrigins: ['*'],
  allowedHeaders: ['*'],
  allowedMethods: ['*'],
  allowCredentials: false,
  exposedResponseHeaders: ['*'],
  maxAge: 0,
};

/** A mapping in place of Zappa's own, which lacks some of its keys. */
function corsIn(config: Node): Report | undefined {
  const cors = resolved(entryAt(config, 'cors')?.value);
  if (cors?.kind !== 'mapping' || cors.entries.length === 0) return undefined;
  const missing = Object.entries(CORS).filter(([key]) => !entryAt(cors, key));
  if (missing.length === 0) return undefined;
  const names = listed(missing.map(([key]) => key));
  return {
    at: cors,
    message: `cors of function_url_config has no ${names}. Zappa reads six keys of it and stops with an error when the function is deployed already.`,
    fixes: [
      {
        title: `Add ${names}`,
        preferred: false,
        edits: missing.map(([key, value]) => ({ op: 'insert-entry', into: cors, key, value })),
      },
    ],
  };
}
