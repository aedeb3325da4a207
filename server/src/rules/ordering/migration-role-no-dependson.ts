import type { NetworkObject } from '../../network/field.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

const ROLE = 'dms-vpc-role';

/** A subnet group of DMS, or a search domain, that may be made before the role that the service uses for it. */
export default defineRule({
  id: 'migration-role-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource does not depend on the role that its service looks up',
  why: 'DMS looks up subnets and creates network interfaces with the role of the name dms-vpc-role, to which no property refers. CloudFormation creates both at the same time, and DMS answers "The IAM Role dms-vpc-role is not configured properly" where the role is not there yet. A search domain in a VPC needs the service-linked role of OpenSearch in the same way: "you must enable a service-linked role to give Amazon ES permissions to access your VPC".',
  whenToIgnore: 'If the role exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationsubnetgroup.html',
    'https://github.com/terraform-aws-modules/terraform-aws-dms/issues/6',
    'https://github.com/aws/aws-cdk/issues/7632',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/slr-aos.html',
    'https://github.com/widdix/aws-cf-templates/issues/185',
  ],

  *check(file) {
    yield* beforeRole(
      existingResources(file, ['AWS::DMS::ReplicationSubnetGroup']),
      roleNamed('AWS::IAM::Role', 'RoleName', [ROLE], file),
      {
        what: `the role ${ROLE}`,
        consequence: 'DMS rejects a subnet group as long as the role does not exist.',
      },
      file,
    );
    yield* beforeRole(
      existingResources(file, SEARCH).filter(({ property }) => property('VPCOptions').kind === 'fields'),
      roleNamed('AWS::IAM::ServiceLinkedRole', 'AWSServiceName', OF_SEARCH, file),
      {
        what: 'the service-linked role of OpenSearch',
        consequence: 'OpenSearch rejects a domain in a VPC as long as the role does not exist.',
      },
      file,
    );
  },
});

const SEARCH = ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'];

const OF_SEARCH = ['es.amazonaws.com', 'opensearchservice.amazonaws.com'];

function roleNamed(
  type: string,
  property: string,
  names: readonly string[],
  file: CheckedFile,
): NetworkObject | undefined {
  return existingResources(file, [type]).find((reader) => {
    const name = reader.property(property);
    return name.kind === 'known' && names.includes(name.text);
  })?.object;
}

function* beforeRole(
  users: readonly ResourceReader[],
  role: NetworkObject | undefined,
  { what, consequence }: { readonly what: string; readonly consequence: string },
  file: CheckedFile,
): Iterable<Report> {
  if (!role) return;
  const early = notAfter(
    users.map(({ object }) => object),
    [role],
    file,
  );
  if (early.length === 0) return;
  yield unordered(
    early,
    role,
    {
      message: `${doNotDepend(early)} on ${role.id}, which is ${what}. ${consequence}`,
      related: `${role.id} is ${what}`,
    },
    file,
  );
}
