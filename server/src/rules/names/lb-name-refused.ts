import type { Node } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** A name of a load balancer or of a target group that Elastic Load Balancing does not accept. */
export default defineRule({
  id: 'lb-name-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing does not accept this name',
  why: 'Names of load balancers and target groups have at most 32 characters: letters, digits and hyphens, and no hyphen at either end. The name of a load balancer cannot start with "internal-". Elastic Load Balancing rejects anything else, and the stack fails.',
  howToFix: 'Shorten the name, or leave it out: CloudFormation then generates one.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
  ],

  check: eachResource(
    [BALANCER, 'AWS::ElasticLoadBalancingV2::TargetGroup'],
    function* ({ resource, object, property }) {
      const name = property('Name');
      if (name.kind !== 'known') return;
      const fault = faultOf(name.text, resource.type === BALANCER);
      if (fault === undefined) return;
      const { at, origin, defaults, text } = name;
      yield {
        at,
        resource: object.id,
        defaults,
        message: `Name of ${object.id} ${fault}. Elastic Load Balancing rejects it.`,
        fixes: origin?.start === at.start ? fixesOf(origin, text) : [],
      };
    },
  ),
});

function fixesOf(node: Node, text: string): readonly Fix[] {
  // A pseudo parameter in a string without Fn::Sub is meant as one.
  const meant = text.replace(/AWS::(?:AccountId|Region|StackName)/g, '$${$&}');
  if (meant !== text)
    return [
      {
        title: 'Use Fn::Sub',
        preferred: false,
        edits: [{ op: 'replace', node, value: { 'Fn::Sub': meant } }],
      },
    ];
  const corrected = text.replace(/[^a-zA-Z0-9-]/g, '-').replace(/^internal-/, '');
  const isEnough = corrected !== '' && faultOf(corrected, true) === undefined;
  return isEnough ? changeTo(node, corrected, false) : [];
}

const LENGTH = 32;

/** Ends the sentence "The name …". */
function faultOf(name: string, isBalancer: boolean): string | undefined {
  const strange = /[^a-zA-Z0-9-]/u.exec(name)?.[0];
  if (strange !== undefined) return `contains ${strange === '"' ? `'"'` : `"${strange}"`}`;
  if (name.length > LENGTH) return `has ${name.length} characters, more than ${LENGTH}`;
  if (/^-|-$/.test(name)) return `${name.startsWith('-') ? 'starts' : 'ends'} with a hyphen`;
  return isBalancer && name.startsWith('internal-') ? 'starts with "internal-"' : undefined;
}
