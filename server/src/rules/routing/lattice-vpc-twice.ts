import { areSameTarget, defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A VPC that a template associates with two service networks of VPC Lattice. */
export default defineRule({
  id: 'lattice-vpc-twice',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC is associated with a second service network',
  why: 'A VPC is connected to only one service network by an association. VPC Lattice rejects a second association, and the stack fails. VPC endpoints of the type ServiceNetwork connect a VPC to others.',
  howToFix: 'Use a VPC endpoint of the type ServiceNetwork for the other service network.',
  sources: ['https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-networks.html'],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const associations = network.latticeAssociations.flatMap((one) => (one.kind === 'vpc' ? [one] : []));
    for (const [index, association] of associations.entries()) {
      const { vpc, id, at } = association;
      const earlier = associations.slice(0, index).find((one) => areSameTarget(one.vpc, vpc));
      if (!earlier) continue;
      yield {
        at,
        resource: id,
        defaults: defaultsOf(vpc, earlier.vpc),
        message: `${earlier.id} and ${id} both associate ${keyOfField(vpc)} with a service network. VPC Lattice rejects the second.`,
        related: [{ at: earlier.at, message: `${earlier.id} associates it already` }],
      };
    }
  },
});
