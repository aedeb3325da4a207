import { formatCidr } from '../../cidr/format.ts';
import { cardsOfInstance } from '../../network/analysis/workloads/placement.ts';
import { find } from '../../network/lookup.ts';
import type { Network, Route } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { fact } from '../engine/watchedFile.ts';
import { blockedAnswer, INTERNET, relatedOf, workload } from '../reaching.ts';

/** A default route to an instance that has no public address itself. */
export default defineRule({
  id: 'nat-instance-no-address',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The NAT instance has no public address',
  why: 'A NAT instance sends the packets of others from its own address, and an internet gateway carries packets of public addresses alone. An instance in a public subnet has one by MapPublicIpOnLaunch of the subnet, AssociatePublicIpAddress of its network interface or an Elastic IP address. Without one, nothing behind it reaches the internet. The rule reports nothing if a script or function in the file associates an address.',
  howToFix: 'Associate an Elastic IP address with the instance.',
  whenToIgnore: 'If the address is associated outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html',
    'https://github.com/aws-samples/dify-self-hosted-on-aws/issues/2',
    'NET-02',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const route of network.routes) {
      if (!isDefault(route)) continue;
      for (const { property, target } of route.targets) {
        const one = property === 'InstanceId' ? find(network.workloads, target) : undefined;
        if (target.kind !== 'known' || one?.kind !== 'instance' || isAssociated(file)) continue;
        const answer = blockedWithoutAddress(one, network);
        if (!answer) continue;
        yield {
          at: target.at,
          resource: route.id,
          defaults: [...answer.defaults, ...target.defaults],
          message: `${route.id} sends to ${one.id}, which has no public address. Nothing behind it reaches the internet.`,
          related: relatedOf(answer.blockedBy),
        };
      }
    }
  },
});

/** Why an instance does not reach the internet, if that is certainly for want of a public address. */
function blockedWithoutAddress(instance: Workload, network: Network) {
  // If an instance has several interfaces, any of them may send.
  if (cardsOfInstance(instance, network).length > 0) return undefined;
  const answer = blockedAnswer(network, workload(instance.id), INTERNET);
  if (!answer) return undefined;
  return answer.blockedBy[0]?.change.kind === 'public-address' ? answer : undefined;
}

function isDefault({ destination }: Route): boolean {
  return (
    destination.kind === 'cidr' &&
    destination.cidr.kind === 'known' &&
    formatCidr(destination.cidr.value) === '0.0.0.0/0'
  );
}

const isAssociated = fact('an address is associated', ({ tree }) => ASSOCIATED.test(tree.text));

/** Calls of AWS's CLI and SDKs that give an instance an address later. */
const ASSOCIATED = /associate[-_]?address/i;
