import { OF_BALANCERS, OF_TARGET_GROUPS } from '../../aws/balancerAttributes.ts';
import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A misspelt attribute of a load balancer or a target group, or one of the other. */
export default defineRule({
  id: 'lb-attribute-unknown',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing has no such attribute',
  why: 'Load balancers and target groups have attributes with fixed names, each its own. Elastic Load Balancing rejects any other name with "is not recognized", and the stack fails. A name that resembles none is not reported, since AWS may have added it.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
  ],

  check: eachResource(
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
    function* ({ object, property, resource }) {
      const [list, own, others, owners] = ATTRIBUTES[resource.type]!;
      for (const attribute of itemsOf(property(list))) {
        const key = fieldIn(attribute, 'Key');
        if (key.kind !== 'known' || own.includes(key.text)) continue;
        const { suggestions, isMisspelling } = suggestionsFor(key.text, own);
        const isOfOther = others.includes(key.text);
        if (!isOfOther && !isMisspelling) continue;
        yield {
          at: key.at,
          resource: object.id,
          defaults: key.defaults,
          message: isOfOther
            ? `${key.text} is an attribute of ${owners}. AWS rejects ${object.id}.`
            : `${list} of ${object.id} has ${key.text}, which AWS does not document. It rejects ${object.id}.`,
          fixes: isOfOther
            ? []
            : suggestions.flatMap((name) => changeTo(key.origin, name, suggestions.length === 1)),
        };
      }
    },
  ),
});

/** The list of a resource, the attributes that it may have and those of the other, with the other's name. */
const ATTRIBUTES: Readonly<Record<string, readonly [string, readonly string[], readonly string[], string]>> =
  table({
    'AWS::ElasticLoadBalancingV2::LoadBalancer': [
      'LoadBalancerAttributes',
      OF_BALANCERS,
      OF_TARGET_GROUPS,
      'target groups',
    ],
    'AWS::ElasticLoadBalancingV2::TargetGroup': [
      'TargetGroupAttributes',
      OF_TARGET_GROUPS,
      OF_BALANCERS,
      'load balancers',
    ],
  });
