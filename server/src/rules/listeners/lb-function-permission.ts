import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { balancerOf } from './balancerOf.ts';

/** A Lambda function as a target that Elastic Load Balancing may not invoke. */
export default defineRule({
  id: 'lb-function-permission',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing may not invoke the function of the target group',
  why: 'A function becomes a target only if its own policy allows elasticloadbalancing.amazonaws.com to invoke it. CloudFormation registers the targets of a target group with the group: without the permission Elastic Load Balancing answers that its principal "does not have permission to invoke" the function, and the stack fails.',
  howToFix:
    'Add an AWS::Lambda::Permission with lambda:InvokeFunction for elasticloadbalancing.amazonaws.com, and let the target group depend on it.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html',
  ],

  *check(file) {
    const functions = new Map(
      existingResources(file, FUNCTIONS).map(({ object }) => [object.id, object] as const),
    );
    if (functions.size === 0) return;
    for (const { object, property } of existingResources(file, [TARGET_GROUP])) {
      const type = property('TargetType');
      if (!hasText(type, 'lambda') || isOfNetwork(object.id, file.network)) continue;
      for (const target of itemsOf(property('Targets'))) {
        const id = target.kind === 'fields' ? target.fields.get('Id') : undefined;
        const own = id?.kind === 'reference' ? functions.get(id.resource) : undefined;
        if (id?.kind !== 'reference' || !own) continue;
        if (existingResources(file, [PERMISSION]).some((one) => mayAllow(one, own.id, functions))) continue;
        yield {
          at: own.at,
          resource: own.id,
          defaults: type.defaults,
          message: `${own.id} is a target of ${object.id}, and no permission allows Elastic Load Balancing to invoke it. AWS rejects ${object.id}.`,
          related: [{ at: id.at, message: `${object.id} registers ${own.id}` }],
        };
      }
    }
  },
});

const FUNCTIONS = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const PERMISSION = 'AWS::Lambda::Permission';

/** A Network Load Balancer takes no function at all, which is another finding. */
function isOfNetwork(group: string, network: Network): boolean {
  return [...network.listeners.values()].some((listener) => {
    if (!listener.targetGroups.some((field) => keyOfField(field) === group)) return false;
    const balances = balancerOf(listener, network)?.balances;
    return balances?.kind === 'known' && balances.value === 'network';
  });
}

/** Whether a permission may be for the function and for Elastic Load Balancing: a name may be that of any function. */
function mayAllow(
  { property }: ResourceReader,
  id: string,
  functions: ReadonlyMap<string, unknown>,
): boolean {
  const [principal, named] = [property('Principal'), property('FunctionName')];
  const isOther = named.kind === 'reference' && named.resource !== id && functions.has(named.resource);
  const isForOthers = principal.kind === 'known' && !principal.text.startsWith('elasticloadbalancing.');
  return !isOther && !isForOthers;
}
