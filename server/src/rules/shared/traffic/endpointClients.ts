import { keyOfField } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Answer } from '../../../reach/question.ts';
import { ask, clientsIn, isCertain, uses, workload } from '../../reaching.ts';

export interface BlockedClient {
  readonly client: Workload;
  readonly answer: Answer;
}

/** All clients of an interface endpoint if none can connect; otherwise those that are configured to use its service. */
export function blockedClients(endpoint: VpcEndpoint, network: Network): readonly BlockedClient[] {
  const clients = clientsIn(network, keyOfField(endpoint.vpc));
  const asked = clients.flatMap((client): BlockedClient[] => {
    const answer = ask(network, workload(client.id), workload(endpoint.id));
    return answer ? [{ client, answer }] : [];
  });
  const blocked = asked.filter(({ answer }) => isCertain(answer, network));
  if (blocked.length === asked.length && blocked.every(({ answer }) => answer.verdict === 'blocked'))
    return blocked;
  return blocked.filter(({ client }) => uses(client, serviceName(endpoint), network));
}

/** The service's name for messages. */
export function serviceName({ service }: VpcEndpoint): string {
  return service.kind === 'known' ? service.value.name : 'the service';
}

/** True if it lists no group and so has the default group of its VPC (fact G44). */
export function hasNoGroup({ securityGroups }: VpcEndpoint): boolean {
  return (
    securityGroups.kind === 'absent' || (securityGroups.kind === 'known' && securityGroups.items.length === 0)
  );
}
