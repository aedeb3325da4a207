import { formatCidr } from '../../cidr/format.ts';
import { sharedBlocks } from '../../network/analysis/sharedBlocks.ts';
import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A peering connection of two VPCs that have addresses in common. */
export default defineRule({
  id: 'peering-overlap',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The CIDR blocks of the peered VPCs overlap',
  why: 'AWS does not peer VPCs if any of their CIDR blocks overlap, even if other blocks do not. The peering connection fails, and the stack with it.',
  howToFix:
    'Give one of the VPCs a block that does not overlap, or connect only the services that are needed with AWS PrivateLink.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html',
    'G35',
  ],

  *check({ network }) {
    for (const peering of network.peerings.values()) {
      const [vpc, peer] = [find(network.vpcs, peering.vpc), find(network.vpcs, peering.peer)];
      if (!vpc || !peer) continue;
      if (vpc === peer) {
        yield {
          at: peering.peer.kind === 'known' ? peering.peer.at : peering.at,
          resource: peering.id,
          message: `${peering.id} joins ${vpc.id} with itself, and both sides have the same addresses. AWS rejects it.`,
          related: [{ at: vpc.at, message: `${vpc.id} is the other side as well` }],
        };
        continue;
      }
      const shared = sharedBlocks(vpc, peer);
      if (!shared) continue;
      const [own, other] = shared;
      const [block, otherBlock] = [formatCidr(own.value), formatCidr(other.value)];
      yield {
        at: peering.at,
        resource: peering.id,
        defaults: defaultsOf(own, other),
        message: `${peering.id} connects ${vpc.id} and ${peer.id}, ${block === otherBlock ? `which both use ${block}` : `whose blocks ${block} and ${otherBlock} overlap`}. AWS rejects ${peering.id}.`,
        related: [
          { at: own.at, message: `${vpc.id} has ${block}` },
          { at: other.at, message: `${peer.id} has ${otherBlock}` },
        ],
      };
    }
  },
});
