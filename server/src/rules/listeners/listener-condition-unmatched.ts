import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A path or a host in a condition that no request has. */
export default defineRule({
  id: 'listener-condition-unmatched',
  area: 'listeners',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No request matches the condition of the rule',
  why: 'A path pattern is compared with the path of the URL, which begins with a slash, and a host with the name in the Host header, which has neither a scheme nor a path. A pattern without the slash, or a host written as a URL, matches no request, and the action of the rule is never used.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_PathPatternConditionConfig.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html',
    'https://www.rfc-editor.org/rfc/rfc9110',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::ListenerRule'], function* ({ object, property }) {
    const conditions = itemsOf(property('Conditions'));
    for (const path of valuesOf(conditions, 'path-pattern', 'PathPatternConfig')) {
      // A wildcard may stand for the slash.
      if (path.kind !== 'known' || !/^[\w-]/.test(path.text)) continue;
      yield {
        at: path.at,
        resource: object.id,
        defaults: path.defaults,
        message: `${object.id} is for the path ${path.text}, and every path begins with a slash. No request matches.`,
        fixes: changeTo(literalInPlace(path), `/${path.text}`, true),
      };
    }
    for (const host of valuesOf(conditions, 'host-header', 'HostHeaderConfig')) {
      const name = host.kind === 'known' ? /^https?:\/\/([^/]+)\/?$/i.exec(host.text)?.[1] : undefined;
      if (host.kind !== 'known' || name === undefined) continue;
      yield {
        at: host.at,
        resource: object.id,
        defaults: host.defaults,
        message: `${object.id} is for the host ${host.text}, and a host has no scheme. No request matches.`,
        fixes: changeTo(literalInPlace(host), name, true),
      };
    }
  }),
});

/** The values are in the property of the field, or beside it. */
function valuesOf(conditions: readonly Value[], field: string, config: string): readonly Value[] {
  return conditions
    .filter((condition) => hasText(fieldIn(condition, 'Field'), field))
    .flatMap((condition) => [
      ...itemsOf(fieldIn(fieldIn(condition, config), 'Values')),
      ...itemsOf(fieldIn(condition, 'Values')),
    ]);
}
