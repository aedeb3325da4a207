import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { type Fields, NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { balancerOf } from './balancerOf.ts';

/** An action of a listener without what its type needs, or that sends clients back to where they are. */
export default defineRule({
  id: 'listener-action-refused',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing rejects the action of the listener',
  why: 'An action that forwards needs a target group, one that redirects RedirectConfig, and one with a fixed response FixedResponseConfig. A redirect has to change the protocol, the host, the port or the path; what it does not name, or names with #{port} and the like, stays as it was. A redirect goes to HTTP or HTTPS, a fixed response has a status that begins with 2, 4 or 5 and one of five types of content. A weight of a target group is 0 to 999. One action of a rule forwards, redirects or responds, not two. A Network or Gateway Load Balancer only forwards. Elastic Load Balancing rejects another value, a redirect to itself and an action that the load balancer does not have, and the stack fails.',
  howToFix:
    'Add what the type of the action needs, correct the value, or change the protocol, the host, the port or the path of the redirect.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html',
    'https://github.com/aws/aws-cdk/issues/24805',
  ],

  check: eachResource(
    ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'],
    function* (reader, { network }) {
      const { object, property } = reader;
      const listener = network.listeners.get(object.id);
      const balancer = listener && balancerOf(listener, network);
      yield* severalRoutings(reader);
      for (const action of itemsOf(property('DefaultActions')).concat(itemsOf(property('Actions')))) {
        if (action.kind !== 'fields') continue;
        const type = action.fields.get('Type') ?? NO_VALUE;
        if (type.kind !== 'known') continue;
        const needed = NEEDED[type.text] ?? [];
        const isIncomplete =
          needed.length > 0 &&
          needed.every((name) => (action.fields.get(name) ?? NO_VALUE).kind === 'absent');
        if (isIncomplete)
          yield {
            at: type.at,
            resource: object.id,
            defaults: type.defaults,
            message: `An action of ${object.id} is ${type.text} and has no ${needed.join(' or ')}. AWS rejects ${object.id}.`,
          };
        const balances = balancer?.balances;
        if (balances?.kind === 'known' && balances.value !== 'application' && OF_HTTP.includes(type.text))
          yield {
            at: type.at,
            resource: object.id,
            defaults: [...type.defaults, ...balances.defaults],
            message: `An action of ${object.id} is ${type.text}, and ${balancer!.id} is of type ${balances.value}, which only forwards. AWS rejects ${object.id}.`,
            related: [{ at: balances.at, message: `${balancer!.id} is of type ${balances.value}` }],
          };
        yield* weightReports(reader, action);
        yield* valueReports(reader, action);
        const redirect = action.fields.get('RedirectConfig') ?? NO_VALUE;
        if (redirect.kind === 'fields' && staysThere(redirect, reader))
          yield {
            at: redirect.at,
            resource: object.id,
            message: `The redirect of ${object.id} changes neither protocol, host, port nor path. AWS rejects ${object.id}.`,
          };
      }
    },
    { isWhole: true },
  ),
});

/** "Each rule must include exactly one of the following routing actions". */
function* severalRoutings({ object, property }: ResourceReader): Generator<Report> {
  for (const list of [property('DefaultActions'), property('Actions')]) {
    const types = itemsOf(list).flatMap((action) => {
      const type = fieldIn(action, 'Type');
      return type.kind === 'known' && NEEDED[type.text] !== undefined ? [type] : [];
    });
    const [first, second] = types;
    if (!first || !second) continue;
    yield {
      at: second.at,
      resource: object.id,
      defaults: [...first.defaults, ...second.defaults],
      message: `${object.id} has two actions that end a request, ${first.text} and ${second.text}, and may have one. AWS rejects it.`,
      related: [{ at: first.at, message: 'This is the other one' }],
    };
  }
}

/** Actions that only an Application Load Balancer accepts, since they read HTTP. */
const OF_HTTP = ['authenticate-cognito', 'authenticate-oidc', 'fixed-response', 'jwt-validation', 'redirect'];

/** One of the properties that configure the action. */
const NEEDED: Readonly<Record<string, readonly string[]>> = table({
  'fixed-response': ['FixedResponseConfig'],
  forward: ['TargetGroupArn', 'ForwardConfig'],
  redirect: ['RedirectConfig'],
});

function* weightReports({ object }: ResourceReader, { fields }: Fields): Generator<Report> {
  const forward = fields.get('ForwardConfig') ?? NO_VALUE;
  if (forward.kind !== 'fields') return;
  for (const group of itemsOf(forward.fields.get('TargetGroups') ?? NO_VALUE)) {
    const weight = fieldIn(group, 'Weight');
    if (weight.kind !== 'known' || !/^\d+$/.test(weight.text) || Number(weight.text) <= MOST_WEIGHT) continue;
    yield {
      at: weight.at,
      resource: object.id,
      defaults: weight.defaults,
      message: `A target group of ${object.id} has the weight ${weight.text}, and weights are 0 to ${MOST_WEIGHT}. AWS rejects ${object.id}.`,
    };
  }
}

/** The values of a redirect and of a fixed response that the pages of both list. */
const VALUES: readonly (readonly [config: string, name: string, accepted: RegExp, choices: string])[] = [
  ['RedirectConfig', 'Protocol', /^(?:HTTPS?|#\{protocol\})$/, 'HTTP, HTTPS or #{protocol}'],
  ['FixedResponseConfig', 'StatusCode', /^[245]\d\d$/, '2XX, 4XX or 5XX'],
  [
    'FixedResponseConfig',
    'ContentType',
    /^(?:text\/(?:plain|css|html)|application\/(?:javascript|json))$/,
    'text/plain, text/css, text/html, application/javascript or application/json',
  ],
];

function* valueReports({ object }: ResourceReader, { fields }: Fields): Generator<Report> {
  for (const [config, name, accepted, choices] of VALUES) {
    const value = fieldIn(fields.get(config) ?? NO_VALUE, name);
    if (value.kind !== 'known' || value.text.trim() === '' || accepted.test(value.text)) continue;
    yield {
      at: value.at,
      resource: object.id,
      defaults: value.defaults,
      message: `${name} of an action of ${object.id} is ${value.text}, not ${choices}. AWS rejects ${object.id}.`,
    };
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html */
const MOST_WEIGHT = 999;

/** True if the redirect certainly goes to what the request already had. */
function staysThere({ fields }: Fields, { property }: ResourceReader): boolean {
  const stays = (name: string, placeholder: string, own: Value): boolean => {
    const value = fields.get(name) ?? NO_VALUE;
    if (value.kind === 'absent') return true;
    if (value.kind !== 'known' || value.defaults.length > 0) return false;
    const isOwn = own.kind === 'known' && own.defaults.length === 0 && own.text === value.text;
    return value.text === placeholder || isOwn;
  };
  // The listener of a rule is another resource, whose protocol and port are not looked up.
  return (
    stays('Protocol', '#{protocol}', property('Protocol')) &&
    stays('Host', '#{host}', NO_VALUE) &&
    stays('Port', '#{port}', property('Port')) &&
    stays('Path', '/#{path}', NO_VALUE)
  );
}
