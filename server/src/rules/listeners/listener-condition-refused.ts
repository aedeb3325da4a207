import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, type Fields, NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Conditions of a listener's rule that Elastic Load Balancing does not take. */
export default defineRule({
  id: 'listener-condition-refused',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing rejects the conditions of the rule',
  why: 'Field of a condition is one of six names, and the values are in the property of that name, such as PathPatternConfig for path-pattern. A method is in capitals. All conditions of a rule have five values together ("A rule can only have \'5\' condition values"). Elastic Load Balancing rejects anything else, and the stack fails.',
  howToFix: 'Correct the name, or share the values among several rules.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/3833',
    'https://github.com/aws/aws-cdk/issues/10065',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::ListenerRule'], function* ({ object, property }) {
    const conditions = property('Conditions');
    for (const condition of itemsOf(conditions))
      if (condition.kind === 'fields') yield* fieldReports(object.id, condition);
    yield* methodReports(object.id, valueAtPath(property, 'Conditions.*.HttpRequestMethodConfig.Values'));
    const values = [...PATHS, 'Values'].map((path) => valueAtPath(property, `Conditions.*.${path}`));
    // Values that are decided at deployment can only add to the count.
    const count = values.reduce((sum, one) => sum + (one.kind === 'list' ? one.items.length : 0), 0);
    if (conditions.kind !== 'list' || conditions.hasGaps || count <= MOST) return;
    yield {
      at: conditions.at,
      resource: object.id,
      defaults: values.flatMap((one) => itemsOf(one)).flatMap(defaultsOfValue),
      message: `The conditions of ${object.id} have ${count} values. AWS accepts ${MOST} in one rule.`,
    };
  }),
});

const MOST = 5;

const FIELDS = [
  'host-header',
  'http-header',
  'http-request-method',
  'path-pattern',
  'query-string',
  'source-ip',
];

/** Where the values of each field are. */
const CONFIGS: Readonly<Record<string, string>> = table({
  'host-header': 'HostHeaderConfig',
  'http-header': 'HttpHeaderConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'path-pattern': 'PathPatternConfig',
  'query-string': 'QueryStringConfig',
  'source-ip': 'SourceIpConfig',
});

const PATHS = Object.values(CONFIGS).map((name) => `${name}.Values`);

/** What people write for a field, besides slips. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/^(?:path|path-patterns?|url|uri)$/i, 'path-pattern'],
  [/^(?:host|host-headers?|hostname)$/i, 'host-header'],
];

function* fieldReports(id: string, { fields }: Fields): Generator<Report> {
  const field = fields.get('Field') ?? NO_VALUE;
  if (field.kind !== 'known') return;
  if (FIELDS.includes(field.text)) {
    const other = Object.entries(CONFIGS).find(([name, config]) => name !== field.text && fields.has(config));
    if (other)
      yield {
        at: field.at,
        resource: id,
        defaults: field.defaults,
        message: `A condition of ${id} has the field ${field.text} and ${other[1]}, which is for ${other[0]}. AWS rejects ${id}.`,
      };
    return;
  }
  const slips = misspellingsOf(field.text, FIELDS);
  const meant = slips[0] ?? MEANT.find(([pattern]) => pattern.test(field.text))?.[1];
  if (meant === undefined) return;
  yield {
    at: field.at,
    resource: id,
    defaults: field.defaults,
    message: `A condition of ${id} has the field ${field.text}. AWS has ${meant} and no such field, and rejects ${id}.`,
    fixes: changeTo(field.origin, meant, true),
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html */
function* methodReports(id: string, methods: Value): Generator<Report> {
  for (const method of itemsOf(methods)) {
    if (method.kind !== 'known' || !/^[a-z]+$/i.test(method.text) || !/[a-z]/.test(method.text)) continue;
    yield {
      at: method.at,
      resource: id,
      defaults: method.defaults,
      message: `A condition of ${id} has the method ${method.text}. AWS accepts only capitals, and rejects ${id}.`,
      fixes: changeTo(literalInPlace(method), method.text.toUpperCase(), true),
    };
  }
}
