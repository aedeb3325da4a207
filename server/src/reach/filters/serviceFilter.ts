import { HTTPS_SERVICES, OTHER_PORTS, serviceText } from '../../aws/services.ts';
import { locationAt } from '../locations/location.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/** Some services also accept HTTP, and AWS has no list of them. */
const WEB_PORTS: readonly number[] = [443, 80];

/**
 * AWS services accept TCP on the HTTPS port; a gateway endpoint supports only TCP and pings, and an interface endpoint
 * of an AWS service only TCP (fact EP-20).
 */
export function serviceFilter({ to, traffic, network }: FlowContext): Filter | undefined {
  const service = serviceAt(to, network);
  if (service === undefined || !HTTPS_SERVICES.has(service) || traffic.protocol === 'icmp') return undefined;
  const ports = OTHER_PORTS[service] ?? WEB_PORTS;
  if (traffic.protocol === 'tcp' && ports.includes(traffic.port)) return undefined;
  const at = locationAt(to);
  const answers = OTHER_PORTS[service] ? `TCP ${ports.join(', ')}` : 'TCP 443';
  return constantFilter({ resource: to.id, kind: 'endpoint', at }, 'closed', () => ({
    code: null,
    resource: to.id,
    at,
    reason: {
      kind: 'answers-elsewhere',
      to: to.object ? to.id : serviceText(service),
      answersOn: answers,
      traffic,
    },
    change: { kind: 'other', what: `Ask for ${answers}` },
  }));
}

function serviceAt({ object, id, serves }: FlowContext['to'], { endpoints }: FlowContext['network']) {
  if (!object) return serves;
  const endpoint = endpoints.get(id);
  const isInterface = endpoint?.type.kind === 'known' && endpoint.type.value === 'Interface';
  return isInterface && endpoint.service.kind === 'known' && endpoint.service.value.isAws
    ? endpoint.service.value.name
    : undefined;
}
