import { shareZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { areSameTarget, defaultsOf, type Field, type Target } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { type PlainWorkload, workloadsOf } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';

/** Two mount targets of one EFS file system in one zone. */
export default defineRule({
  id: 'efs-mount-target-az-twice',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The file system has two mount targets in one Availability Zone',
  why: 'A file system has one mount target per zone, which serves all subnets of the zone. EFS rejects a second one with "mount target already exists in this AZ", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html',
    'https://github.com/kubernetes-retired/kube-aws/issues/208',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const targets = workloadsOf(network, 'mount-target').flatMap((one) => placed(one, network) ?? []);
    for (const [index, { target, subnet, fields }] of targets.entries()) {
      const earlier = targets.slice(0, index).find((one) => isTwice(one, { target, subnet, fields }));
      if (!earlier) continue;
      const where =
        earlier.subnet === subnet
          ? `both are in ${subnet.id}`
          : `${earlier.subnet.id} and ${subnet.id} are both in ${zoneName(subnet.zone)}`;
      const zones = earlier.subnet === subnet ? [] : [earlier.subnet.zone, subnet.zone];
      yield {
        at: target.at,
        resource: target.id,
        defaults: defaultsOf(...fields, ...earlier.fields, ...zones),
        message: `${earlier.target.id} and ${target.id} are mount targets of one file system, and ${where}. EFS rejects a second mount target in a zone.`,
        related: [{ at: earlier.target.at, message: `${earlier.target.id} is in the same zone` }],
        fixes: resourceRemoval(target.id, file),
      };
    }
  },
});

interface Placed {
  readonly target: PlainWorkload;
  readonly subnet: Subnet;
  readonly fields: readonly Field<Target>[];
}

function placed(target: PlainWorkload, network: Network): Placed | undefined {
  const [field, ...more] = target.subnets.kind === 'known' ? target.subnets.items : [];
  const subnet = field && find(network.subnets, field);
  return subnet && more.length === 0 ? { target, subnet, fields: [field, target.fileSystem] } : undefined;
}

function isTwice(a: Placed, b: Placed): boolean {
  if (!areSameTarget(a.target.fileSystem, b.target.fileSystem)) return false;
  return a.subnet === b.subnet || shareZone(a.subnet, b.subnet);
}
