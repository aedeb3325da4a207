import { OTHER_PORTS } from '../../../aws/services.ts';
import { hasNoItems } from '../../../network/field.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Answer } from '../../../reach/question.ts';
import { clientsIn, uses } from '../../clients.ts';
import { ask, isCertain, workload } from '../../reaching.ts';

export interface BlockedClient {
  readonly client: Workload;
  readonly answer: Answer;
}

/** All clients of an interface endpoint if none can connect; otherwise those that are configured to use its service. */
export function blockedClients(endpoint: VpcEndpoint, network: Network): readonly BlockedClient[] {
  const clients = clientsIn(network, keyOfField(endpoint.vpc));
  const { service } = endpoint;
  const ports = (service.kind === 'known' && OTHER_PORTS[service.value.name]) || [HTTPS];
  const asked = clients.flatMap((client): BlockedClient[] => {
    const answers = ports.map((port) =>
      ask(network, workload(client.id), workload(endpoint.id), port === HTTPS ? undefined : { port }),
    );
    // Which of several ports a client uses is its own choice, so one open port is enough.
    const answer =
      answers.find((one) => one?.verdict === 'reachable') ?? answers[Math.max(0, ports.indexOf(SUBMISSION))];
    return answer && answers.every((one) => one !== undefined) ? [{ client, answer }] : [];
  });
  const blocked = asked.filter(({ answer }) => isCertain(answer, network));
  if (blocked.length === asked.length && blocked.every(({ answer }) => answer.verdict === 'blocked'))
    return blocked;
  return blocked.filter(({ client }) => uses(client, serviceName(endpoint), network));
}

const HTTPS = 443;

/** The usual port of mail: https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html */
const SUBMISSION = 587;

/** The service's name for messages. */
export function serviceName({ service }: VpcEndpoint): string {
  return service.kind === 'known' ? service.value.name : 'the service';
}

/** True if it lists no group and so has the default group of its VPC (fact G44). */
export function hasNoGroup({ securityGroups }: VpcEndpoint): boolean {
  return hasNoItems(securityGroups);
}
