import type { Family } from '../cidr/cidr.ts';
import type { Network } from '../network/model.ts';
import { ECHO_REQUEST } from '../network/protocol.ts';
import type { UnknownReason } from '../network/unknownReason.ts';
import { WORKLOAD_KINDS } from '../network/workloadKinds.ts';
import { table } from '../table.ts';
import { addressFamily, sourceLocations, whyNowhere } from './locations/addressFamily.ts';
import { asSeenBy } from './locations/clients.ts';
import type { Locations, Traffic } from './locations/location.ts';
import { type Pair, pairsFrom } from './locations/pairs.ts';
import { locationsOf } from './locations/party.ts';
import { defaultPort } from './locations/port.ts';
import type { Party, Question } from './question.ts';

/** Everything that a question evaluates: each location of the source with each of the destination. */
export interface QuestionPairs {
  readonly pairs: readonly Pair[];
  /** Undefined for ICMP. */
  readonly port: { readonly value: number; readonly defaults: readonly string[] } | undefined;
  /** Why either party may have further locations. */
  readonly missing: readonly UnknownReason[];
}

/** Undefined if the network has no such party; why, if the port is unknown. */
export function pairsOfQuestion(
  question: Question,
  network: Network,
): QuestionPairs | UnknownReason | undefined {
  const family = addressFamily(question, network);
  const from = sourceLocations(question.from, question.to, family, network);
  const to = refusingPlaces(question.to, family, network) ?? locationsOf(question.to, family, network);
  if (!from || !to) return undefined;
  const balanced = behindPlatform(question.to, network);
  if (balanced !== undefined) return { why: balanced };
  const port = portOf(question, network);
  if (port && 'why' in port) return port;
  const traffic = trafficOf(question, port?.value, family);
  return {
    pairs: from.locations.flatMap((place) =>
      pairsFrom(
        asSeenBy(place, question.to, traffic, network, question.client),
        to,
        question.to,
        traffic,
        network,
      ),
    ),
    port,
    missing: [from.others, to.others ?? whyNowhere(question.to, to, network)].filter(
      (reason) => reason !== undefined,
    ),
  };
}

/**
 * Clients of an environment of Elastic Beanstalk come to the load balancer that it makes, if it has one, and those of an express
 * service to the one that ECS makes:
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.elb.html
 */
function behindPlatform(party: Party, network: Network): string | undefined {
  const workload = party.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  const maker = MAKERS_OF_BALANCERS[workload?.type ?? ''];
  return maker === undefined
    ? undefined
    : `clients of ${workload!.id} come to the load balancer that ${maker} makes, which is not in the file`;
}

const MAKERS_OF_BALANCERS: Readonly<Record<string, string>> = table({
  'AWS::ElasticBeanstalk::Environment': 'Elastic Beanstalk',
  'AWS::ECS::ExpressGatewayService': 'ECS',
});

/** What accepts no connections (fact LAM-18) refuses them in any place, also in those that the file does not say. */
function refusingPlaces(party: Party, family: Family, network: Network): Locations | undefined {
  const workload = party.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  if (!workload || !WORKLOAD_KINDS[workload.kind].answersNobody) return undefined;
  const { locations: places = [] } = locationsOf(party, family, network) ?? {};
  if (places.length > 0) return { locations: places, others: undefined };
  const [place] = locationsOf({ kind: 'internet' }, family, network)?.locations ?? [];
  return (
    place && { locations: [{ ...place, id: workload.id, object: workload, workload }], others: undefined }
  );
}

export function trafficOf({ protocol }: Question, port: number | undefined, family: Family): Traffic {
  return { protocol, port: port ?? ECHO_REQUEST[family], family };
}

function portOf(
  { protocol, port, from, to }: Question,
  network: Network,
): ReturnType<typeof defaultPort> | undefined {
  if (protocol === 'icmp') return undefined;
  return port === undefined ? defaultPort(to, network, from) : { value: port, defaults: [] };
}
