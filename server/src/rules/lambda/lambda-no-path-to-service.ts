import { keyOfChange, uniqueByChange } from '../../changes/changeKey.ts';
import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { type Use, usesOf } from '../../network/analysis/uses.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { Network } from '../../network/model.ts';
import type { LambdaFunction } from '../../network/workload.ts';
import type { Answer } from '../../reach/question.ts';
import { listed } from '../../wording/listed.ts';
import { nearerCauseOf } from '../causes.ts';
import { functionsIn } from '../clients.ts';
import { defineRule, type Report } from '../defineRule.ts';
import {
  failingAnswer,
  failingSubnets,
  fixesOfBlockers,
  groupByCause,
  relatedOf,
  workload,
} from '../reaching.ts';

/** A function that means to call a service of AWS and has no path there. */
export default defineRule({
  id: 'lambda-no-path-to-service',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function has no route to a service that it uses',
  why: 'A function in a VPC reaches S3, DynamoDB, SQS and other AWS services only through the VPC: by a NAT gateway or a VPC endpoint. The environment of the function names a resource of the service, its role allows calls to it, or a layer such as Lambda Insights makes them, but no subnet of the function has a route there, so every call waits until it times out.',
  whenToIgnore:
    'If the function does not call the service, for example because its role is shared with other functions.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-Getting-Started-clouddevelopmentkit.html',
    'LAM-01',
    'DB-06',
    'G3',
  ],

  *check(file) {
    for (const blocked of groupByCause(blockedUses(file.network), causeKey)) {
      const [first] = blocked;
      const { source, answer } = first!;
      const { by } = first!.use;
      yield {
        at: source.at,
        resource: source.id,
        // A permission to call a service does not prove that the function calls it.
        severity: by === 'policy' ? 'info' : 'warning',
        defaults: answer.defaults,
        message: messageOf(
          blocked.map((one) => one.source.id),
          blocked.map(({ name }) => name),
          by,
          answer,
        ),
        related: [
          ...blocked.map(({ use, name, source: { id } }) => ({
            at: use.at,
            message: MENTIONS[by](id, name),
          })),
          ...relatedOf(answer.blockedBy),
        ],
        fixes: fixesOfBlockers(
          uniqueByChange(blocked.flatMap((one) => one.answer.blockedBy)),
          source.id,
          file,
        ),
        ...rotationCause(blocked, nearerCause(source, answer, file.network)),
      };
    }
  },
});

interface BlockedUse {
  readonly source: LambdaFunction;
  readonly use: Use;
  /** The service's name. */
  readonly name: string;
  readonly answer: Answer;
}

function* blockedUses(network: Network): Generator<BlockedUse> {
  for (const source of functionsIn(network)) {
    for (const use of usesOf(source, network)) {
      if (use.to.kind !== 'service') continue;
      const { name } = use.to;
      const answer = failingAnswer(network, workload(source.id), { kind: 'service', name });
      if (answer) yield { source, use, name, answer };
    }
  }
}

/** The same change opens the path to all services through it. */
function causeKey({ use, name, answer }: BlockedUse): string {
  const changes = answer.blockedBy.map(({ change }) => keyOfChange(change).replaceAll(name, '*'));
  return [use.by, answer.verdict, ...failingSubnets(answer), ...changes].join();
}

/** What the file says at the place that a use is known from. */
const MENTIONS: Readonly<Record<Use['by'], (id: string, service: string) => string>> = {
  environment: (id, service) => `${id} gets the name of a ${service} resource here`,
  layer: (id, service) => `Lambda Insights sends the metrics of ${id} to ${service}`,
  policy: (id, service) => `Its role allows ${id} to call ${service} here`,
};

/** How one function and several use a service, and what says so. */
const USES: Readonly<Record<Use['by'], Readonly<Record<'one' | 'several', readonly [string, string]>>>> = {
  environment: {
    one: ['uses', 'named in its environment'],
    several: ['use', 'named in their environments'],
  },
  layer: {
    one: ['uses', 'Lambda Insights is one of its layers'],
    several: ['use', 'Lambda Insights is one of their layers'],
  },
  policy: { one: ['may call', 'allowed by its role'], several: ['may call', 'allowed by their roles'] },
};

function messageOf(
  functions: readonly string[],
  services: readonly string[],
  by: Use['by'],
  answer: Answer,
): string {
  const [who, what] = [[...new Set(functions)], [...new Set(services)]];
  const isOne = who.length === 1;
  const [verb, where] = USES[by][isOne ? 'one' : 'several'];
  const uses = `${listed(who)} ${verb} ${listed(what)} (${where})`;
  if (answer.verdict === 'blocked')
    return `${uses} but ${isOne ? 'has' : 'have'} no route to ${what.length === 1 ? 'it' : 'them'}. Calls time out.`;
  return `${uses} but cannot always reach ${what.length === 1 ? 'it' : 'them'} from ${listed(failingSubnets(answer))}. Some calls time out.`;
}

/** A function that rotates secrets and cannot reach them is reported where it is known to rotate. */
function rotationCause(blocked: readonly BlockedUse[], nearer: Pick<Report, 'cause'>): Pick<Report, 'cause'> {
  if (nearer.cause || blocked.some(({ name }) => name !== 'secretsmanager')) return nearer;
  return { cause: { rule: 'rotation-no-path', at: blocked[0]!.source.at } };
}

/** Another rule reports this blocker. */
function nearerCause(source: LambdaFunction, answer: Answer, network: Network): Pick<Report, 'cause'> {
  const { subnets } = placements(network).get(source.id)!;
  if (subnets.every((subnet) => classOf(subnet, network).kind === 'public'))
    return { cause: { rule: 'lambda-in-public-subnet', at: source.at } };
  const found = nearerCauseOf(answer, network);
  const isMixed =
    found.cause === undefined &&
    answer.verdict === 'partial' &&
    answer.blockedBy[0]?.change.kind !== 'allow-in-group';
  return isMixed ? { cause: { rule: 'lambda-mixed-egress', at: source.at } } : found;
}
