import type { Field, NetworkObject } from '../../network/field.ts';
import { defineRule } from '../defineRule.ts';

/** An instance, or a launch template or configuration, that requests a public address. */
export default defineRule({
  id: 'instance-public-ip',
  area: 'subnets',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The instance asks for a public address',
  why: 'An instance with a public address is guarded by its security groups alone. Behind a load balancer, or with Session Manager, it needs none.',
  howToFix: 'Remove the public address, and reach the instance by a load balancer or Session Manager.',
  whenToIgnore: 'If the instance has to be reached from the internet.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',
    'ADM-01',
  ],

  *check({ network }) {
    const instances = [...network.workloads.values()].filter(({ kind }) => kind === 'instance');
    for (const { id, publicIp } of [
      ...instances,
      ...network.launchTemplates.values(),
    ] as readonly (NetworkObject & {
      readonly publicIp: Field<boolean>;
    })[]) {
      if (publicIp.kind !== 'known' || !publicIp.value) continue;
      yield {
        at: publicIp.at,
        resource: id,
        defaults: publicIp.defaults,
        message: `${id} asks for a public address. Only its security groups protect it.`,
      };
    }
  },
});
