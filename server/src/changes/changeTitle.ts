import { serviceText } from '../aws/services.ts';
import { capitalized } from '../wording/clause.ts';
import { listed } from '../wording/listed.ts';
import { groupText } from '../wording/ruleWords.ts';
import type { Change } from './change.ts';

/** A change as an imperative, such as "Allow tcp 5432 from AppGroup in DbGroup". */
export function changeTitle(change: Change): string {
  return capitalized(changePhrase(change));
}

/** The same inside of a sentence, without the capital letter. */
export function changePhrase(change: Change): string {
  switch (change.kind) {
    case 'allow-in-group': {
      const isItself = 'group' in change.peer && change.peer.group === change.group;
      const peer = 'group' in change.peer ? groupText(change.peer.group) : change.peer.cidr;
      const traffic = change.port === undefined ? 'ping' : `${change.protocol} ${change.port}`;
      const preposition = change.direction === 'ingress' ? 'from' : 'to';
      return `allow ${traffic} ${preposition} ${isItself ? 'itself' : peer} in ${groupText(change.group)}`;
    }
    case 'allow-in-acl': {
      const ports = change.from === change.to ? `${change.from}` : `${change.from}–${change.to}`;
      const preposition = change.direction === 'ingress' ? 'from' : 'to';
      return `allow ${change.protocol} ${ports} ${preposition} ${change.cidr} in ${change.acl}`;
    }
    case 'add-route':
      return change.target
        ? `route ${change.destination} to ${change.target.id} in ${change.table}`
        : `add a route to ${change.destination} in ${change.table}`;
    case 'redirect-route':
      return `change the target of ${change.route} to ${change.target.id}`;
    case 'move-nat':
      return `move ${change.nat} to ${change.subnet}`;
    case 'associate-table':
      return `associate ${change.subnet} with ${change.table}`;
    case 'attach-gateway':
      return change.gateway === undefined
        ? `attach an internet gateway to ${change.vpc}`
        : `attach ${change.gateway} to ${change.vpc}`;
    case 'enable-private-dns':
      return `turn on private DNS for ${change.endpoint}`;
    case 'enable-dns':
      return `turn on ${change.attribute} in ${change.vpc}`;
    case 'endpoint-on-table':
      return `associate ${change.endpoint} with ${change.table}`;
    case 'add-endpoint':
      return endpointPhrase(change.type, [change.service]);
    case 'use-subnets':
      return change.subnets.length === 0
        ? `remove ${change.instead} from ${change.workload}`
        : `move ${change.workload} from ${change.instead} to ${listed(change.subnets)}`;
    case 'use-group':
      return `add ${change.group} to ${change.workload}`;
    case 'public-address':
      return `assign ${change.workload} a public address`;
    case 'other':
      return change.what;
  }
}

/** "add gateway endpoints for S3 and DynamoDB (free)"; facts EP-01 and EP-05. */
export function endpointPhrase(type: 'Gateway' | 'Interface', services: readonly string[]): string {
  const [article, noun, price] =
    type === 'Gateway' ? ['a', 'gateway endpoint', 'free'] : ['an', 'interface endpoint', 'billed hourly'];
  const what = services.length > 1 ? `${noun}s` : `${article} ${noun}`;
  return `add ${what} for ${listed(services.map(serviceText))} (${price})`;
}
