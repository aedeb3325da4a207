import { serviceText } from '../../../aws/services.ts';
import { idWithName, withNames } from '../../../inventory/words.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Answer } from '../../../reach/question.ts';
import { sentenceOf } from '../../../wording/blockers.ts';
import { listed } from '../../../wording/listed.ts';
import { type ServiceUse, serviceUses } from '../../../zappa/serviceUses.ts';
import { type CheckedFile, defineRule, type Remedy, type Report } from '../../defineRule.ts';
import { failingAnswer, failingSubnets, workload } from '../../reaching.ts';
import { allPlacedStages, existingNetwork, type PlacedStage, placedSubnets } from './placedStages.ts';
import { joinedRemedies, serviceRemedies } from './remedies.ts';
import { useNatSubnets } from './useNatSubnets.ts';

/** A stage that its settings make call a service of AWS, with no path there. */
export default defineRule({
  id: 'zappa-no-path-to-service',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The function has no route to a service that its settings make it call',
  why: 'In a VPC the function itself loads its code (slim_handler) and its environment (remote_env) from S3 on every cold start, dispatches tasks through Lambda or SNS (async_source) and stores their responses in DynamoDB (async_response_table). Without a NAT gateway or a VPC endpoint for the service, each of these calls waits until it times out. The rule reads the routes from the inventory. The settings cannot fix this: the VPC needs an endpoint, and the quick fixes offer it as an AWS CLI command and as template code.',
  whenToIgnore: 'If the inventory is out of date.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'LAM-01',
    'DB-06',
    'EP-01',
    'EP-05',
    'G78',
    'G79',
  ],

  *check(file) {
    for (const found of blockedUses(file)) yield reportOf(found);
  },
});

interface BlockedUse {
  readonly placed: PlacedStage;
  /** The stages that share the use and the `vpc_config`. */
  readonly stages: PlacedStage[];
  readonly use: ServiceUse;
  readonly answer: Answer;
  /** The remedies for this use, and for others by the same setting. */
  remedies: readonly Remedy[];
}

/** The uses of services that are blocked, each once even if stages inherit it. */
function blockedUses(file: CheckedFile): Iterable<BlockedUse> {
  const network = existingNetwork(file);
  const found = new Map<string, BlockedUse>();
  if (!network) return [];
  for (const placed of allPlacedStages(file)) {
    for (const use of serviceUses(placed.stage)) {
      const key = `${use.entry.key.start} ${placed.config.start}`;
      const known = found.get(key);
      if (known && known.placed.stage !== placed.stage) {
        if (!known.stages.some(({ stage }) => stage === placed.stage)) known.stages.push(placed);
        continue;
      }
      const answer = failingAnswer(network, workload(placed.stage.name), {
        kind: 'service',
        name: use.service,
      });
      if (!answer) continue;
      const remedies = serviceRemedies(placed, use.service, answer, network);
      if (known) known.remedies = joinedRemedies(known.remedies, remedies);
      else found.set(key, { placed, stages: [placed], use, answer, remedies });
    }
  }
  return found.values();
}

function reportOf({ placed, stages, use, answer, remedies }: BlockedUse): Report {
  const { inventory } = placed;
  // The stage that the vpc_config is written in, where it is one of them.
  const { stage } = stages.find((one) => one.stage === one.owner) ?? placed;
  const { key } = use.entry;
  const failing = failingSubnets(answer);
  const subnets = placedSubnets(placed).filter(({ subnet }) => failing.includes(subnet.id));
  const names = listed(subnets.map(({ subnet }) => idWithName(subnet.id, inventory)));
  const who = `Stage "${stage.name}" ${use.does} (${key.text})`;
  const service = serviceText(use.service);
  const [blocker] = answer.blockedBy;
  const naming = (name: string) => (name === use.service ? service : withNames(name, inventory));
  const reason = blocker ? ` ${sentenceOf(blocker.reason, naming)}` : '';
  const message =
    answer.verdict === 'blocked'
      ? `${who} but has no route to ${service}.${reason} ${use.consequence}.`
      : `${who} but has no route to ${service} from ${names}.${reason} ${use.consequence} whenever AWS picks ${subnets.length === 1 ? 'that subnet' : 'one of those subnets'}.`;
  const byRoutes = answer.blockedBy.every(({ change }) => !change.kind.startsWith('allow-in-'));
  const [first] = subnets;
  return {
    at: { start: key.start, end: key.end },
    stage: stage.name,
    extendedBy: stages.flatMap((one) => (one.stage === stage ? [] : [one.stage.name])),
    severity: use.isCertain ? 'warning' : 'info',
    message,
    related: subnets.map(({ item, subnet }) => ({
      at: item,
      message: `${idWithName(subnet.id, inventory)} has no route to ${service}`,
    })),
    fixes: byRoutes && first ? useNatSubnets(placed, keyOfField(first.subnet.vpc)) : [],
    remedies,
    ...nearerCause(placed),
  };
}

/** Other rules report public subnets, and subnets of which only some have a path to the internet, at the subnets. */
function nearerCause(placed: PlacedStage): Pick<Report, 'cause'> {
  const subnets = placedSubnets(placed);
  const classes = subnets.map((one) => one.class.kind);
  const [open] = subnets.filter((one) => one.class.kind === 'public');
  const [odd] = subnets.filter((one) => one.class.kind === 'public' || one.class.kind === 'isolated');
  if (classes.includes('nat')) return odd ? { cause: { rule: 'zappa-mixed-egress', at: odd.item } } : {};
  return open && classes.every((kind) => kind === 'public')
    ? { cause: { rule: 'zappa-public-subnet', at: open.item } }
    : {};
}
