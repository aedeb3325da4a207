import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { find } from '../../network/lookup.ts';
import { firstAtPath, itemsOf, targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A cluster of EMR in a private subnet with its own groups and none for the service. */
export default defineRule({
  id: 'emr-service-group',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The EMR cluster in a private subnet has no group for service access',
  why: 'In a private subnet EMR talks to the primary node from inside of the VPC, with the group in ServiceAccessSecurityGroup. Where a template names its own groups for the nodes it has to name this one as well; otherwise EMR terminates the cluster with "You must also specify a ServiceAccessSecurityGroup", and the stack fails.',
  howToFix: 'Add ServiceAccessSecurityGroup.',
  sources: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-sg-specify.html',
    'https://github.com/hashicorp/terraform/issues/9518',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, ['AWS::EMR::Cluster'])) {
      const said = (name: string) => valueAtPath(property, `Instances.${name}`);
      const own = said('EmrManagedMasterSecurityGroup');
      if (own.kind === 'absent' || own.kind === 'unknown') continue;
      if (said('ServiceAccessSecurityGroup').kind !== 'absent') continue;
      const subnets = itemsOf(firstAtPath(property, ['Instances.Ec2SubnetId', 'Instances.Ec2SubnetIds'])).map(
        (item) => find(network.subnets, targetField(item)),
      );
      const [subnet] = subnets;
      const isPrivate = subnets.every((one) => one && PRIVATE.includes(classOf(one, network).kind));
      if (!subnet || !isPrivate || !('at' in own)) continue;
      yield {
        at: own.at,
        resource: object.id,
        message: `${object.id} is in ${subnet.id}, a private subnet, and has its own groups without ServiceAccessSecurityGroup. AWS terminates the cluster.`,
        related: [{ at: subnet.at, message: `${subnet.id} is private` }],
      };
    }
  },
});

const PRIVATE: readonly string[] = ['nat', 'transit', 'isolated'];
