import { placements } from '../../network/analysis/workloads/placement.ts';
import { ABSENT, type Field, type Target, type TargetList } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { EventSourceMapping, LambdaFunction } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Related } from '../defineRule.ts';
import { blockedServices, relatedOf } from '../reaching.ts';

/** An event source mapping on a Kafka cluster from whose subnets Lambda cannot be called. */
export default defineRule({
  id: 'lambda-kafka-esm-no-path',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The Kafka cluster's subnets have no route to Lambda",
  why: 'Lambda polls a Kafka cluster from a VPC. For Amazon MSK the pollers use the subnets and security groups of the cluster, for a self-managed cluster those of the event source mapping, and never those of the function. From there they call Lambda and STS, and Secrets Manager if the mapping authenticates with a secret. Without a NAT gateway or endpoints for these services the mapping delivers no records. Provisioned pollers do not need them.',
  howToFix: "Add a NAT gateway, or interface endpoints for the named services, to the cluster's subnets.",
  whenToIgnore: 'If the mapping uses provisioned pollers that are configured outside this template.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-cluster-network.html',
    'G15',
  ],

  *check({ network }) {
    for (const mapping of network.eventSourceMappings.values()) {
      const pollers = mapping.isProvisioned === false ? pollersOf(mapping, network) : undefined;
      if (!pollers) continue;
      const services = ['lambda', 'sts', ...(mapping.usesSecret ? ['secretsmanager'] : [])];
      const cutOff = blockedServices(pollers.network, pollers, services);
      const [first] = cutOff;
      if (!first) continue;
      yield {
        at: mapping.at,
        resource: mapping.resource,
        defaults: first.answer.defaults,
        message: `${mapping.id} reads ${pollers.words} no route to ${listed(cutOff.map(({ name }) => name))}, so it delivers no records.`,
        related: [...pollers.related, ...relatedOf(first.answer.blockedBy)],
      };
    }
  },
});

/** The workload that represents the pollers of a mapping in a network. */
interface Pollers {
  readonly id: string;
  readonly network: Network;
  /** Ends before "no route to …". */
  readonly words: string;
  readonly related: readonly Related[];
}

function pollersOf(mapping: EventSourceMapping, network: Network): Pollers | undefined {
  const cluster = find(network.workloads, mapping.source);
  if (cluster?.kind === 'broker' && cluster.type.startsWith('AWS::MSK::')) {
    const related = [{ at: cluster.at, message: `${mapping.id} reads this cluster` }];
    return { id: cluster.id, network, words: `${cluster.id}, whose subnets have`, related };
  }
  if (!mapping.isSelfManaged || mapping.subnets.length === 0) return undefined;
  // They are Lambda's own, so like a function they have no public address.
  const own: LambdaFunction = {
    id: mapping.id,
    at: mapping.at,
    properties: mapping.properties,
    kind: 'function',
    type: 'AWS::Lambda::EventSourceMapping',
    stage: null,
    vpcConfig: undefined,
    subnets: listOf(mapping.subnets, mapping),
    securityGroups: listOf(mapping.securityGroups, mapping),
    listeningPorts: [],
    publicIp: ABSENT,
    ipv6: ABSENT,
    mentions: [],
    role: ABSENT,
    hasDestination: false,
    accessPoints: ABSENT,
  };
  const withPollers = { ...network, workloads: new Map(network.workloads).set(own.id, own) };
  const subnets = placements(withPollers).get(own.id)?.subnets ?? [];
  const [first, ...others] = subnets.map(({ id }) => id);
  if (first === undefined) return undefined;
  const words = `a self-managed Kafka cluster from ${listed([first, ...others])}, which ${others.length > 0 ? 'have' : 'has'}`;
  const related = subnets.map(({ id, at }) => ({ at, message: `The pollers of ${mapping.id} run in ${id}` }));
  return { id: own.id, network: withPollers, words, related };
}

function listOf(items: readonly Field<Target>[], { at }: EventSourceMapping): TargetList {
  return items.length === 0 ? ABSENT : { kind: 'known', items, at };
}
