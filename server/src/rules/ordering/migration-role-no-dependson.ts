import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

const ROLE = 'dms-vpc-role';

/** A subnet group of DMS that may be made before the role that DMS uses for it. */
export default defineRule({
  id: 'migration-role-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The replication subnet group does not depend on the role dms-vpc-role',
  why: 'DMS looks up subnets and creates network interfaces with the role of the name dms-vpc-role, to which no property refers. CloudFormation creates both at the same time, and DMS answers "The IAM Role dms-vpc-role is not configured properly" where the role is not there yet.',
  whenToIgnore: 'If the role exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationsubnetgroup.html',
    'https://github.com/terraform-aws-modules/terraform-aws-dms/issues/6',
    'https://github.com/aws/aws-cdk/issues/7632',
  ],

  *check(file) {
    const role = existingResources(file, ['AWS::IAM::Role']).find(({ property }) =>
      hasText(property('RoleName'), ROLE),
    )?.object;
    if (!role) return;
    const groups = existingResources(file, ['AWS::DMS::ReplicationSubnetGroup']).map(({ object }) => object);
    const early = notAfter(groups, [role], file);
    if (early.length === 0) return;
    yield unordered(
      early,
      role,
      {
        message: `${doNotDepend(early)} on ${role.id}, which is the role ${ROLE}. DMS rejects a subnet group as long as the role does not exist.`,
        related: `${role.id} is the role ${ROLE}`,
      },
      file,
    );
  },
});
