import { changeEdits } from '../../changes/changeEdits.ts';
import { isConditional } from '../../changes/resources.ts';
import { usesOf } from '../../network/analysis/uses.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, Vpc } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { nameServersOf } from '../../reach/routing/services/nameServers.ts';
import type { Span } from '../../syntax/span.ts';
import { valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { listed } from '../../wording/listed.ts';
import { privateDnsIn } from '../causes.ts';
import { clientsIn } from '../clients.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';

/** A VPC without a name server, whose workloads use names. */
export default defineRule({
  id: 'vpc-dns-support-off',
  area: 'subnets',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC resolves no names',
  why: "With EnableDnsSupport false Amazon's name server does not answer in the VPC. Databases, load balancers and all services of AWS are reached by names: whoever asks for one gets no address, and calls fail before they send anything.",
  whenToIgnore: 'If the workloads use name servers of their own.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
    'DNS-04',
    'G75',
  ],

  *check(file) {
    const { network } = file;
    if (file.template?.hasMacros) return;
    for (const vpc of network.vpcs.values()) {
      if (vpc.dnsSupport.kind !== 'known' || vpc.dnsSupport.value) continue;
      // endpoint-private-dns-vpc-off reports an endpoint with private DNS in such a VPC.
      if (nameServersOf(vpc.id, network).kind !== 'amazon' || privateDnsIn(vpc, network).length > 0) continue;
      const users = clientsIn(network, vpc.id).flatMap((client) => {
        const [use] = usesOf(client, network);
        return use
          ? [{ client, name: use.to.kind === 'workload' ? use.to.id : use.to.name, at: use.at }]
          : [];
      });
      users.push(...(users.length > 0 ? [] : byKind(vpc, network)));
      if (users.length === 0) continue;
      const names = users.map(({ client }) => client.id);
      const used = [...new Set(users.map(({ name }) => name))];
      yield {
        at: vpc.dnsSupport.at,
        resource: vpc.id,
        defaults: vpc.dnsSupport.defaults,
        message: `${vpc.id} has EnableDnsSupport off. ${listed(names, 3)} ${names.length === 1 ? 'does' : 'do'} not find the address of ${listed(used, 3)}.`,
        related: users.map(({ client, at }) => ({ at, message: `${client.id} uses a name` })),
        fixes: turnOn(vpc, file),
      };
    }
  },
});

/** Workloads that always use names: AWS runs them from something that they get by a name. */
function byKind(vpc: Vpc, network: Network): readonly { client: Workload; name: string; at: Span }[] {
  return [...network.workloads.values()].flatMap((client) => {
    const name = NEEDED[client.type];
    const subnets = placements(network).get(client.id)?.subnets ?? [];
    const isHere = subnets.some((subnet) => keyOfField(subnet.vpc) === vpc.id);
    return name !== undefined && isHere ? [{ client, name, at: client.at }] : [];
  });
}

const NEEDED: Readonly<Record<string, string>> = table({
  // https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
  'AWS::CodeBuild::Project': 'its sources',
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
  'AWS::ECS::Service': 'its images',
  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
  'AWS::EKS::Nodegroup': 'the API of its cluster',
});

function turnOn({ id, properties }: Vpc, file: CheckedFile): readonly Fix[] {
  const written = valueAt(properties, 'EnableDnsSupport');
  if (written?.kind !== 'scalar' || written.tag !== undefined || isConditional(written)) return [];
  const edits = changeEdits({ kind: 'enable-dns', vpc: id, attribute: 'EnableDnsSupport' }, file);
  return edits ? [{ title: `Turn on EnableDnsSupport in ${id}`, preferred: true, edits }] : [];
}
