import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A rule of a type that only Resolver creates. */
export default defineRule({
  id: 'resolver-rule-recursive',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Only Resolver creates rules of the type RECURSIVE',
  why: 'Resolver answers queries that no rule forwards, by a rule of the type RECURSIVE that it makes itself. Nobody else can create one. A rule of the type SYSTEM lets Resolver answer for a domain inside one that is forwarded.',
  howToFix:
    'Use SYSTEM for a domain that Resolver answers for, or FORWARD for one that other servers answer for.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html',
  ],

  check: eachResource(['AWS::Route53Resolver::ResolverRule'], function* ({ object, property }) {
    const type = property('RuleType');
    if (type.kind !== 'known' || type.text.toUpperCase() !== 'RECURSIVE') return;
    yield {
      at: type.at,
      resource: object.id,
      defaults: type.defaults,
      message: `${object.id} is of the type RECURSIVE, which only Resolver creates. AWS rejects ${object.id}.`,
      fixes: changeTo(literalInPlace(type), 'SYSTEM', false),
    };
  }),
});
