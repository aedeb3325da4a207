import { keyOfChange } from '../../changes/changeKey.ts';
import { contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { usesOf } from '../../network/analysis/uses.ts';
import { find } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Blocker } from '../../reach/question.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import type { Reason } from '../../wording/reason.ts';
import { isOfNat } from '../causes.ts';
import { clientsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { failingAnswer, fixesOfBlockers, INTERNET, workload } from '../reaching.ts';

/** A network ACL that allows requests and not their responses. */
export default defineRule({
  id: 'nacl-blocks-return',
  area: 'network-acls',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The network ACL drops return traffic',
  why: 'Network ACLs are stateless: an answer is a separate packet to the port that the request came from. Lambda, load balancers and NAT gateways send from ports 1024–65535, Linux from 32768–61000. If an ACL blocks these ports, or some of them, all connections or some of them time out.',
  whenToIgnore: 'If the clients use only the ports that the ACL allows.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'ACL-01',
    'ACL-05',
    'G48',
  ],

  *check(file) {
    const { network } = file;
    for (const { blocker, sufferers, isPartial, defaults } of dropped(network)) {
      const acl = find(network.networkAcls, {
        kind: 'known',
        value: { kind: 'id', id: blocker.resource },
        at: blocker.at,
        defaults: [],
      });
      if (!acl || isOfNat(acl.id, network)) continue;
      const names = listed([...sufferers], 3);
      yield {
        at: acl.at,
        resource: acl.id,
        defaults,
        message: isPartial
          ? `${clauseOf(inPart(blocker.reason))}, so some connections from ${names} time out.`
          : `${clauseOf(blocker.reason)}, so connections from ${names} time out.`,
        related: [...sufferers].map((id) => ({
          at: network.workloads.get(id)!.at,
          message: `${id} never gets the answers`,
        })),
        fixes: fixesOfBlockers([blocker], acl.id, file),
      };
    }
  },
});

function inPart(reason: Reason): Reason {
  return reason.kind === 'acl' ? { ...reason, isPart: true } : reason;
}

interface Dropped {
  readonly blocker: Blocker;
  readonly sufferers: Set<string>;
  readonly isPartial: boolean;
  readonly defaults: readonly string[];
}

/** The replies that ACLs drop, with one item for each change that lets them through. */
function dropped(network: Network): readonly Dropped[] {
  const found = new Map<string, Dropped>();
  if (network.networkAcls.size === 0) return [];
  for (const client of clientsIn(network)) {
    const targets = usesOf(client, network).map(({ to }) => (to.kind === 'workload' ? workload(to.id) : to));
    for (const target of [INTERNET, ...targets]) {
      const answer = failingAnswer(network, workload(client.id), target);
      if (!answer?.blockedBy.every(isAnswer)) continue;
      for (const blocker of answer.blockedBy) {
        const key = keyOfChange(blocker.change);
        const known = found.get(key);
        if (known) known.sufferers.add(client.id);
        else
          found.set(key, {
            blocker,
            sufferers: new Set([client.id]),
            isPartial: answer.pairs.some(({ verdict }) => verdict === 'partial'),
            defaults: answer.defaults,
          });
      }
    }
  }
  return merged([...found.values()]);
}

/** Only the widest changes, each with the workloads of the narrower changes that it covers. */
function merged(all: readonly Dropped[]): readonly Dropped[] {
  const widest = all.filter((one) => !all.some((other) => other !== one && covers(other, one)));
  for (const one of all) {
    if (widest.includes(one)) continue;
    const wider = widest.find((other) => covers(other, one));
    for (const sufferer of one.sufferers) wider?.sufferers.add(sufferer);
  }
  return widest;
}

/** True where the change that allows one reply allows the other as well. */
function covers(one: Dropped, other: Dropped): boolean {
  const [outer, inner] = [one.blocker.change, other.blocker.change];
  if (outer.kind !== 'allow-in-acl' || inner.kind !== 'allow-in-acl') return false;
  const [outerBlock, innerBlock] = [parseCidr(outer.cidr), parseCidr(inner.cidr)];
  return (
    one.isPartial === other.isPartial &&
    outer.acl === inner.acl &&
    outer.direction === inner.direction &&
    outer.protocol === inner.protocol &&
    outer.from <= inner.from &&
    outer.to >= inner.to &&
    outerBlock.kind === 'cidr' &&
    innerBlock.kind === 'cidr' &&
    contains(outerBlock, innerBlock)
  );
}

/** Whether the change allows a reply: replies go to a range of ports, a request to one port. */
function isAnswer({ change }: Blocker): boolean {
  return change.kind === 'allow-in-acl' && change.from !== change.to;
}
