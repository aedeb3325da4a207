import { find, keyOfField } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A VPC without a flow log. */
export default defineRule({
  id: 'vpc-no-flow-log',
  area: 'subnets',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The VPC has no flow log',
  why: 'Flow logs say which connections were accepted and which rejected. Without them nobody can tell afterwards, and what a security group stops is guesswork.',
  howToFix: 'Add an AWS::EC2::FlowLog for the VPC.',
  whenToIgnore: 'If another stack or the organization keeps flow logs of it.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const logs = [...network.flowLogs.values()];
    // A flow log for something outside of the file may be for any VPC.
    if (logs.some(({ of }) => of.kind === 'unknown' || (of.kind === 'known' && of.value.kind === 'outside')))
      return;
    for (const { id, at } of network.vpcs.values()) {
      // Another stack may create a flow log for an exported VPC.
      if (network.exportedIds.has(id)) continue;
      const isLogged = logs.some(
        ({ of }) => keyOfField(of) === id || keyOfField(find(network.subnets, of)?.vpc ?? of) === id,
      );
      if (!isLogged)
        yield {
          at,
          resource: id,
          message: `${id} has no flow log. Traffic that its groups and ACLs reject is not recorded.`,
        };
    }
  },
});
