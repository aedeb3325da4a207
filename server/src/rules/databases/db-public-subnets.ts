import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { listedSubnets } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { listed as wordsOf } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A subnet group of databases with public subnets. */
export default defineRule({
  id: 'db-public-subnets',
  area: 'databases',
  severity: 'info',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The subnet group of the database has public subnets',
  why: 'In a subnet with a route to an internet gateway, PubliclyAccessible alone decides whether a database has a public address. In a subnet without such a route a database cannot become public by mistake.',
  howToFix: 'Put the database into subnets without a route to an internet gateway.',
  whenToIgnore: 'If a database has to be public.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'NET-01',
    'G60',
  ],

  *check(file) {
    const whole = wholeNetwork(file);
    for (const group of file.network.subnetGroups.values()) {
      const open = (listedSubnets(group.subnets, whole) ?? []).filter(
        ({ subnet }) => subnet && classOf(subnet, whole).kind === 'public',
      );
      if (open.length === 0) continue;
      const names = open.map(({ target }) => target.value.id);
      yield {
        at: group.at,
        resource: group.id,
        defaults: defaultsOf(...open.map(({ target }) => target)),
        message: `${group.id} has ${wordsOf(names)}, which ${names.length === 1 ? 'has' : 'have'} a route to an internet gateway. PubliclyAccessible is enough to make a database there public.`,
        related: open.map(({ target }) => ({ at: target.at, message: `${target.value.id} is public` })),
      };
    }
  },
});
