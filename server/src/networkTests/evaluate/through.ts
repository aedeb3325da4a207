import { behindBalancer } from '../../reach/behindBalancer.ts';
import { type HopPath, hopPathsOf } from '../../reach/hopPaths.ts';
import type { HopKind } from '../../reach/question.ts';
import type { CarrierPattern } from '../suite.ts';
import { askTest, type TestQuestion } from './ask.ts';
import type { Deviation } from './deviation.ts';
import { nameMatcher } from './parties.ts';
import type { TestScene } from './scene.ts';

/**
 * The deviation of packets that must arrive, and only through one of the carriers; undefined if there is none. Packets
 * of a second family need not arrive.
 */
export function aroundCarriers(
  asked: TestQuestion,
  carriers: readonly CarrierPattern[],
  isSecondFamily: boolean,
  scene: TestScene,
): Deviation | undefined {
  const { answer, question } = asked;
  const { verdict, assumptions } = answer;
  if (verdict === 'blocked') return isSecondFamily ? undefined : overBalancer(asked, carriers, scene);
  const paths = hopPathsOf(question, scene.network, 'possible');
  if (!paths) return { kind: 'unknown', asked, why: assumptions };
  const leadsPast = (path: HopPath) => !path.some((hop) => isCarrier(hop, carriers));
  if (paths.some(leadsPast)) {
    const path = hopPathsOf(question, scene.network, 'certain')?.find(leadsPast);
    return path ? { kind: 'around', asked, path } : { kind: 'unknown', asked, why: assumptions };
  }
  // No file states what a firewall allows, so nothing more can be known of a path through a firewall that the test
  // requires.
  const endsAtFirewall = paths.length > 0 && paths.every((path) => path.some(isWantedFirewall(carriers)));
  if (verdict === 'unknown') return endsAtFirewall ? undefined : { kind: 'unknown', asked, why: assumptions };
  return verdict === 'partial' ? { kind: 'unreached', asked } : undefined;
}

function isCarrier(hop: HopPath[number], carriers: readonly CarrierPattern[]): boolean {
  return carriers.some((one) =>
    one.kind === 'kind' ? hop.kind === hopKindOf(one.carrier) : nameMatcher(one.name)(hop.resource),
  );
}

function isWantedFirewall(carriers: readonly CarrierPattern[]): (hop: HopPath[number]) => boolean {
  return (hop) => hop.kind === 'appliance' && isCarrier(hop, carriers);
}

/** A load balancer is no hop: it ends the connection and opens another one. */
function hopKindOf(carrier: (CarrierPattern & { kind: 'kind' })['carrier']): HopKind | undefined {
  if (carrier === 'load-balancer') return undefined;
  return carrier === 'firewall' ? 'appliance' : carrier;
}

/**
 * Nothing arrives directly, as is right if a load balancer is in front: then the load balancer must reach the
 * destination.
 */
function overBalancer(
  asked: TestQuestion,
  carriers: readonly CarrierPattern[],
  scene: TestScene,
): Deviation | undefined {
  const { network } = scene;
  const unknownReasons: string[] = [];
  for (const balancer of network.workloads.values()) {
    const isWanted = carriers.some((one) =>
      one.kind === 'kind' ? one.carrier === 'load-balancer' : nameMatcher(one.name)(balancer.id),
    );
    if (balancer.kind !== 'load-balancer' || !isWanted) continue;
    const { protocol, ipv6 = false } = asked.question;
    const toBalancer = askTest(asked.from, balancer.id, { protocol, port: undefined, ipv6 }, scene);
    if (!toBalancer) continue;
    const behind = behindBalancer(toBalancer.question, toBalancer.answer, network).filter(
      ({ to }) => asked.question.to.kind === 'workload' && to === asked.question.to.id,
    );
    if (behind.length === 0) continue;
    const verdicts = [toBalancer.answer.verdict, ...behind.map(({ verdict }) => verdict)];
    if (verdicts.every((verdict) => verdict === 'reachable')) return undefined;
    if (verdicts.includes('unknown'))
      unknownReasons.push(...toBalancer.answer.assumptions, ...behind.flatMap(({ why }) => why));
  }
  return unknownReasons.length > 0
    ? { kind: 'unknown', asked, why: [...new Set(unknownReasons)] }
    : { kind: 'unreached', asked };
}
