import { serviceText } from '../aws/services.ts';
import { listed } from '../wording/listed.ts';
import { groupText } from '../wording/ruleWords.ts';
import type { Change } from './change.ts';

/** A change of reachability as an order, such as "Let AppGroup into DbGroup on 5432". */
export function changeTitle(change: Change): string {
  switch (change.kind) {
    case 'allow-in-group': {
      const isItself = 'group' in change.peer && change.peer.group === change.group;
      const whom = 'group' in change.peer ? groupText(change.peer.group) : change.peer.cidr;
      const on =
        change.port === undefined ? 'by ping' : `on ${change.protocol === 'tcp' ? '' : 'udp '}${change.port}`;
      return change.direction === 'ingress'
        ? `Let ${whom} into ${isItself ? 'itself' : groupText(change.group)} ${on}`
        : `Let ${groupText(change.group)} out to ${isItself ? 'itself' : whom} ${on}`;
    }
    case 'allow-in-acl': {
      const ports = change.from === change.to ? `${change.from}` : `${change.from}–${change.to}`;
      const way = change.direction === 'ingress' ? 'in from' : 'out to';
      return `Let ${change.protocol} ${ports} ${way} ${change.cidr} in ${change.acl}`;
    }
    case 'add-route':
      return change.target
        ? `Route ${change.destination} of ${change.table} to ${change.target.id}`
        : `Add a route to ${change.destination} to ${change.table}`;
    case 'redirect-route':
      return `Send ${change.route} to ${change.target.id}`;
    case 'move-nat':
      return `Put ${change.nat} into ${change.subnet}`;
    case 'associate-table':
      return `Give ${change.subnet} the route table ${change.table}`;
    case 'attach-gateway':
      return change.gateway === undefined
        ? `Attach an internet gateway to ${change.vpc}`
        : `Attach ${change.gateway} to ${change.vpc}`;
    case 'enable-private-dns':
      return `Turn on private DNS for ${change.endpoint}`;
    case 'enable-dns':
      return `Turn on ${change.attribute} in ${change.vpc}`;
    case 'endpoint-on-table':
      return `Put ${change.endpoint} on ${change.table}`;
    case 'add-endpoint':
      // Facts EP-01 and EP-05.
      return change.type === 'Gateway'
        ? `Add a gateway endpoint for ${serviceText(change.service)}, free of charge`
        : `Add an interface endpoint for ${serviceText(change.service)}, paid by the hour`;
    case 'use-subnets':
      return change.subnets.length === 0
        ? `Remove ${change.instead} from ${change.workload}`
        : `Run ${change.workload} in ${listed(change.subnets)} in place of ${change.instead}`;
    case 'use-group':
      return `Put ${change.workload} behind ${change.group}`;
    case 'public-address':
      return `Give ${change.workload} a public address`;
    case 'other':
      return change.what;
  }
}
