import { keyOfField } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Answer } from '../../../reach/question.ts';
import { ask, clientsIn, isCertain, uses, workload } from '../../reaching.ts';

export interface BlockedClient {
  readonly client: Workload;
  readonly answer: Answer;
}

/** All clients of an interface endpoint where none gets in; otherwise those that mean to use its service. */
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

/** The service as a message names it. */
export function serviceName({ service }: VpcEndpoint): string {
  return service.kind === 'known' ? service.value.name : 'the service';
}

/** It names no group, and is behind the default one of its VPC (fact G44). */
export function hasNoGroup({ securityGroups }: VpcEndpoint): boolean {
  return (
    securityGroups.kind === 'absent' || (securityGroups.kind === 'known' && securityGroups.items.length === 0)
  );
}
