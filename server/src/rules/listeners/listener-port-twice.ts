import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Listener } from '../../network/workload.ts';
import { table } from '../../table.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { literalInPlace } from '../shared/fixes/settingFix.ts';

/** Two listeners of one load balancer on one port. */
export default defineRule({
  id: 'listener-port-twice',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two listeners of the load balancer have the same port',
  why: 'A load balancer has one listener for each port. Elastic Load Balancing rejects a second one with "A listener already exists on this port for this load balancer", and the stack fails. Further hosts or paths on the same port are rules of the one listener.',
  howToFix: 'Give one of them another port, or make its actions a ListenerRule of the other.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const seen = new Map<string, Listener>();
    for (const listener of network.listeners.values()) {
      const balancer = keyOfField(listener.loadBalancer);
      const { port, protocol } = listener;
      if (balancer === undefined || port.kind !== 'known' || protocol.kind !== 'known') continue;
      // A Network Load Balancer may have a TCP and a UDP listener on the same port.
      const key = `${balancer} ${port.value} ${/UDP|QUIC/.test(protocol.value) ? protocol.value : 'tcp'}`;
      const earlier = seen.get(key);
      if (!earlier) {
        seen.set(key, listener);
        continue;
      }
      yield {
        at: port.at,
        resource: listener.id,
        defaults: defaultsOf(port, earlier.port, protocol, earlier.protocol),
        message: `${earlier.id} and ${listener.id} are listeners of ${balancer} on port ${port.value}. AWS rejects the second one.`,
        related: [{ at: earlier.at, message: `${earlier.id} has port ${port.value}` }],
        fixes: [listener, earlier].flatMap((one) => toUsualPort(one, balancer, network)),
      };
    }
  },
});

/** Moves a listener with the usual port of another protocol to that of its own, if no listener has it. */
function toUsualPort(
  { id, port, protocol }: Listener,
  balancer: string,
  { listeners }: Network,
): readonly Fix[] {
  const usual = protocol.kind === 'known' ? USUAL_PORTS[protocol.value] : undefined;
  const node = port.kind === 'known' ? literalInPlace(port) : undefined;
  if (usual === undefined || !node) return [];
  const isFree = [...listeners.values()].every(
    (one) =>
      (keyOfField(one.loadBalancer) ?? balancer) !== balancer ||
      (one.port.kind === 'known' && one.port.value !== usual),
  );
  const value = typeof node.value === 'string' ? `${usual}` : usual;
  if (!isFree) return [];
  return [
    {
      title: `Change the port of ${id} to ${usual}`,
      preferred: false,
      edits: [{ op: 'replace', node, value }],
    },
  ];
}

const USUAL_PORTS: Readonly<Record<string, number>> = table({ HTTP: 80, HTTPS: 443, TLS: 443 });
