import { type Cidr, contains, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { RFC1918 } from '../../cidr/privateBlocks.ts';
import { find } from '../../network/lookup.ts';
import type { Network, Vpc } from '../../network/model.ts';
import { itemsOf, targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { Property } from '../../network/template/readResource.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A block for services, hybrid nodes or their pods that EKS does not take. */
export default defineRule({
  id: 'eks-block',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EKS does not accept this block for the cluster',
  why: 'The services of a cluster and its hybrid nodes and pods have private addresses, of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, that overlap no block of the VPC. The block for services is between /24 and /12, one for hybrid nodes or pods /8 or smaller. EKS rejects a cluster with another one, and the stack fails.',
  howToFix: 'Choose a private block outside of the VPC.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/23645',
    'https://github.com/aws/aws-cdk/pull/33767',
  ],

  check: eachResource(['AWS::EKS::Cluster'], function* ({ object, property }, { network }) {
    const vpc = vpcOf(property, network);
    for (const { path, what, ...sizes } of BLOCKS)
      for (const value of itemsOf(valueAtPath(property, path))) {
        const block = value.kind === 'known' ? parseCidr(value.text) : undefined;
        if (value.kind !== 'known' || block?.kind !== 'cidr' || block.family !== 4) continue;
        const refused = refusalOf(block, sizes, vpc);
        if (!refused) continue;
        yield {
          at: value.at,
          resource: object.id,
          defaults: [...value.defaults, ...refused.defaults],
          message: `${object.id} has ${value.text} for ${what}, ${refused.why}. AWS rejects ${object.id}.`,
        };
      }
  }),
});

/** The sizes of blocks for hybrid nodes: https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html */
const BLOCKS = [
  { path: 'KubernetesNetworkConfig.ServiceIpv4Cidr', what: 'its services', largest: 12, smallest: 24 },
  { path: 'RemoteNetworkConfig.RemoteNodeNetworks.*.Cidrs', what: 'hybrid nodes', largest: 8, smallest: 32 },
  {
    path: 'RemoteNetworkConfig.RemotePodNetworks.*.Cidrs',
    what: 'the pods of hybrid nodes',
    largest: 8,
    smallest: 32,
  },
] as const;

function vpcOf(property: Property, { subnets, vpcs }: Network): Vpc | undefined {
  const [first] = itemsOf(valueAtPath(property, 'ResourcesVpcConfig.SubnetIds'));
  const subnet = first && find(subnets, targetField(first));
  return subnet && find(vpcs, subnet.vpc);
}

interface Refusal {
  readonly why: string;
  readonly defaults: readonly string[];
}

/** Prefix lengths; the shortest is that of the largest block. */
interface Sizes {
  readonly largest: number;
  readonly smallest: number;
}

function refusalOf(block: Cidr, { largest, smallest }: Sizes, vpc: Vpc | undefined): Refusal | undefined {
  if (!RFC1918.some((one) => contains(one, block))) return { why: 'which is not private', defaults: [] };
  if (block.prefix > smallest) return { why: `which is smaller than /${smallest}`, defaults: [] };
  if (block.prefix < largest) return { why: `which is larger than /${largest}`, defaults: [] };
  const own = vpc?.ipv4.find((one) => one.kind === 'known' && overlaps(one.value, block));
  if (!vpc || own?.kind !== 'known') return undefined;
  return { why: `which overlaps ${formatCidr(own.value)} of ${vpc.id}`, defaults: own.defaults };
}
