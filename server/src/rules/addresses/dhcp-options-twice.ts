import { defaultsOf, isSameTarget } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A VPC that is given two DHCP options sets, of which it keeps one. */
export default defineRule({
  id: 'dhcp-options-twice',
  area: 'addresses',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC is associated with two DHCP options sets',
  why: 'A VPC has one DHCP options set. A second association replaces the first, and CloudFormation makes both in any order, so which name servers and domain name the VPC uses is left to chance.',
  howToFix: 'Keep one of the associations, with a DHCP options set that has all settings.',
  whenToIgnore: 'If the second association is meant to replace the first by DependsOn.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateDhcpOptions.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const associations = network.dhcpOptionsAssociations;
    for (const [index, one] of associations.entries()) {
      const vpc = keyOfField(one.vpc);
      const earlier = associations.slice(0, index).find((other) => keyOfField(other.vpc) === vpc);
      if (vpc === undefined || !earlier) continue;
      const [first, second] = [earlier.options, one.options];
      if (first.kind !== 'known' || second.kind !== 'known' || isSameTarget(first.value, second.value))
        continue;
      yield {
        at: one.vpc.kind === 'absent' ? one.at : one.vpc.at,
        resource: one.id,
        defaults: defaultsOf(one.vpc, earlier.vpc, first, second),
        message: `${earlier.id} and ${one.id} both give ${vpc} a DHCP options set. The association that AWS makes last counts.`,
        related: [{ at: earlier.at, message: `${earlier.id} gives ${vpc} another set` }],
      };
    }
  },
});
