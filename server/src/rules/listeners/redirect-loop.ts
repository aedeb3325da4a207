import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Listener } from '../../network/workload.ts';
import { ABSENT, type Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** A redirect to the address that was asked for. */
export default defineRule({
  id: 'redirect-loop',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The listener redirects to itself',
  why: 'A redirect has to change the protocol, the port, the host or the path; what it leaves out stays as it was asked for. Elastic Load Balancing rejects one that changes none of them with "The redirect configuration is not valid because it creates a loop", and the stack fails. It is often a redirect from HTTP to HTTPS on the listener for HTTPS.',
  howToFix: 'Redirect from the listener for HTTP, and forward from the one for HTTPS.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1752',
  ],

  *check(file) {
    const types = ['AWS::ElasticLoadBalancingV2::Listener', RULE];
    for (const { resource, object, property } of existingResources(file, types)) {
      const isRule = resource.type === RULE;
      const listener = listenerOf(isRule ? property('ListenerArn') : object.id, file);
      if (listener?.protocol.kind !== 'known' || listener.port.kind !== 'known') continue;
      for (const action of itemsOf(property(isRule ? 'Actions' : 'DefaultActions'))) {
        const config = action.kind === 'fields' ? action.fields.get('RedirectConfig') : undefined;
        if (config?.kind !== 'fields') continue;
        const said = (name: string) => config.fields.get(name) ?? ABSENT;
        const stays =
          isSame(said('Protocol'), ['#{protocol}', listener.protocol.value]) &&
          isSame(said('Port'), ['#{port}', `${listener.port.value}`]) &&
          isSame(said('Host'), ['#{host}']) &&
          isSame(said('Path'), ['/#{path}']);
        if (!stays) continue;
        const asked = `${listener.protocol.value} on port ${listener.port.value}`;
        yield {
          at: config.at,
          resource: object.id,
          defaults: [
            ...new Set([
              ...[listener.protocol, listener.port].flatMap(({ defaults }) => defaults),
              ...[...config.fields.values()].flatMap((one) => (one.kind === 'known' ? one.defaults : [])),
            ]),
          ],
          message: `${object.id} answers ${asked} and redirects to the same. AWS rejects the loop.`,
        };
      }
    }
  },
});

function listenerOf(owner: Value | string, { network }: CheckedFile): Listener | undefined {
  if (typeof owner === 'string') return network.listeners.get(owner);
  return owner.kind === 'reference' ? network.listeners.get(owner.resource) : undefined;
}

/** What is absent keeps what was asked for. */
function isSame(value: Value, same: readonly string[]): boolean {
  return value.kind === 'absent' || (value.kind === 'known' && same.includes(value.text));
}
