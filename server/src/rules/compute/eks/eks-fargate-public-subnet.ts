import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { defaultsOf } from '../../../network/field.ts';
import { find } from '../../../network/lookup.ts';
import { workloadsOf } from '../../../network/workload.ts';
import type { Edit } from '../../../syntax/edit.ts';
import type { Span } from '../../../syntax/span.ts';
import type { Mapping } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule, type Fix } from '../../defineRule.ts';
import { writtenList } from '../../shared/fixes/subnetChoices.ts';

/** A Fargate profile of EKS with a public subnet. */
export default defineRule({
  id: 'eks-fargate-public-subnet',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Fargate profile has a public subnet',
  why: 'Pods on Fargate have no public addresses, so EKS accepts only subnets without a direct route to an internet gateway in a Fargate profile. It rejects any other with "provided in Fargate Profile is not a private subnet", and the stack fails.',
  howToFix: 'Name private subnets with a route to a NAT gateway.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html',
    'https://github.com/awslabs/eks-perf-tests/issues/195',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const profile of workloadsOf(network, 'node-group')) {
      if (profile.type !== 'AWS::EKS::FargateProfile' || profile.subnets.kind !== 'known') continue;
      const open = profile.subnets.items.flatMap((item) => {
        const subnet = find(network.subnets, item);
        const found = subnet && classOf(subnet, network);
        return item.kind === 'known' && found?.kind === 'public' ? [{ item, subnet, by: found.by }] : [];
      });
      const [first] = open;
      if (!first) continue;
      const names = open.map(({ subnet }) => subnet!.id);
      yield {
        at: first.item.at,
        resource: profile.id,
        defaults: defaultsOf(...open.map(({ item }) => item)),
        message: `${profile.id} has ${listed(names)}, ${names.length === 1 ? 'a public subnet' : 'public subnets'}. EKS accepts only private subnets in a Fargate profile.`,
        related: open.map(({ subnet, by }) => ({
          at: by.at,
          message: `${by.id} makes ${subnet!.id} public`,
        })),
        fixes:
          open.length < profile.subnets.items.length
            ? without(
                profile.properties,
                open.map(({ item }) => item.at),
                names,
              )
            : [],
      };
    }
  },
});

function without(
  properties: Mapping | undefined,
  places: readonly Span[],
  names: readonly string[],
): readonly Fix[] {
  const from = writtenList(properties, 'Subnets');
  const edits = (from?.items ?? []).flatMap((item): Edit[] =>
    from && places.some(({ start }) => start === item.start) ? [{ op: 'remove-item', from, item }] : [],
  );
  if (edits.length < places.length) return [];
  return [{ title: `Remove ${listed(names)}`, preferred: false, edits }];
}
