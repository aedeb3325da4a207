import { HTTPS_SERVICES, OTHER_PORTS, serviceText } from '../../aws/services.ts';
import { locationAt } from '../locations/location.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/** Some services answer HTTP too, and no list of AWS's says which. */
const WEB_PORTS: readonly number[] = [443, 80];

/**
 * Services of AWS are asked over TCP, on the port of HTTPS; a gateway endpoint takes nothing but TCP and pings, an interface
 * endpoint of a service of AWS TCP alone (fact EP-20).
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

function serviceAt({ object, id, securityGroups }: FlowContext['to'], { endpoints }: FlowContext['network']) {
  if (!object) return securityGroups.service;
  const endpoint = endpoints.get(id);
  const isInterface = endpoint?.type.kind === 'known' && endpoint.type.value === 'Interface';
  return isInterface && endpoint.service.kind === 'known' && endpoint.service.value.isAws
    ? endpoint.service.value.name
    : undefined;
}
