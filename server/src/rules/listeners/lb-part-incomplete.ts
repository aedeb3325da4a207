import type { ResourceReader } from '../../network/template/readResource.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A listener or a target group without what its kind needs, or with what its kind does not take. */
export default defineRule({
  id: 'lb-part-incomplete',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The listener or target group lacks a property that its kind needs',
  why: 'A listener of an Application or Network Load Balancer needs Port and Protocol, and a target group of instances or addresses needs Port, Protocol and VpcId. A target group of a Lambda function takes none of the three. The resource schema does not say so, because other kinds differ, but Elastic Load Balancing rejects the resource and the stack fails.',
  howToFix: 'Add the properties that are missing, or remove those of a Lambda target group.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  ],

  *check(file) {
    for (const reader of existingResources(file, ['AWS::ElasticLoadBalancingV2::TargetGroup']))
      yield* groupReports(reader);
    for (const reader of existingResources(file, ['AWS::ElasticLoadBalancingV2::Listener']))
      yield* listenerReports(reader, file);
  },
});

const OF_GROUP = ['Port', 'Protocol', 'VpcId'] as const;

function* groupReports({ object, property }: ResourceReader): Generator<Report> {
  const type = property('TargetType');
  // Groups of an Application Load Balancer behind a Network Load Balancer need the three as well.
  const kind = type.kind === 'absent' ? 'instance' : type.kind === 'known' ? type.text : undefined;
  const defaults = type.kind === 'known' ? type.defaults : [];
  if (kind === 'lambda') {
    const [first, ...more] = OF_GROUP.filter((name) => isWritten(property(name)));
    if (first === undefined) return;
    yield {
      at: object.at,
      resource: object.id,
      defaults,
      message: `${object.id} is a target group of a Lambda function and has ${listed([first, ...more])}. AWS rejects it.`,
    };
  } else if (kind === 'instance' || kind === 'ip' || kind === 'alb') {
    const missing = OF_GROUP.filter((name) => property(name).kind === 'absent');
    if (missing.length === 0) return;
    yield {
      at: object.at,
      resource: object.id,
      defaults,
      message: `${object.id} has target type ${kind}${type.kind === 'absent' ? ' by default' : ''} and no ${listed(missing)}. AWS rejects it.`,
    };
  }
}

function isWritten({ kind }: Value): boolean {
  return kind === 'known' || kind === 'reference';
}

function* listenerReports({ object, property }: ResourceReader, { network }: CheckedFile): Generator<Report> {
  const arn = property('LoadBalancerArn');
  const balancer = arn.kind === 'reference' ? network.workloads.get(arn.resource) : undefined;
  if (balancer?.kind !== 'load-balancer' || balancer.balances.kind === 'unknown') return;
  if (balancer.balances.kind === 'known' && balancer.balances.value === 'gateway') return;
  const missing = (['Port', 'Protocol'] as const).filter((name) => property(name).kind === 'absent');
  if (missing.length === 0) return;
  yield {
    at: object.at,
    resource: object.id,
    message: `${object.id} is a listener of ${balancer.id} and has no ${listed(missing)}. AWS rejects it.`,
    related: [{ at: balancer.at, message: `${balancer.id} is the load balancer` }],
  };
}
