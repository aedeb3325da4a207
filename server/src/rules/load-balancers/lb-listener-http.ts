import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { fieldIn, itemsOf, targetField } from '../../network/template/fieldOfValue.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A listener that serves the internet without TLS. */
export default defineRule({
  id: 'lb-listener-http',
  area: 'load-balancers',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The listener serves the internet over HTTP',
  why: 'What is sent over HTTP can be read and changed on its way. A listener on HTTPS with a certificate, and one on HTTP that redirects to it, are the usual pair.',
  howToFix: 'Add a listener on HTTPS with a certificate, and redirect HTTP to it.',
  whenToIgnore: 'If TLS ends before the load balancer, for example at CloudFront.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::ElasticLoadBalancingV2::Listener'])) {
      const protocol = property('Protocol');
      if (!hasText(protocol, 'HTTP')) continue;
      const balancer = find(file.network.workloads, targetField(property('LoadBalancerArn')));
      if (balancer?.kind !== 'load-balancer') continue;
      const { scheme } = balancer;
      if (scheme.kind === 'unknown' || (scheme.kind === 'known' && scheme.value === 'internal')) continue;
      const actions = itemsOf(property('DefaultActions'));
      const isServed = actions.some((action) => hasText(fieldIn(action, 'Type'), 'forward'));
      if (!isServed) continue;
      yield {
        at: protocol.at,
        resource: object.id,
        defaults: [...protocol.defaults, ...defaultsOf(scheme)],
        message: `${object.id} serves the internet over HTTP, which anyone on the way can read.`,
      };
    }
  },
});
