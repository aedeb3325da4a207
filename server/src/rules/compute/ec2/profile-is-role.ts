import { isConditional } from '../../../changes/resources.ts';
import { itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { valueAt } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';
import { type CheckedFile, defineRule, type Fix } from '../../defineRule.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** The properties that name an instance profile, each with the attribute of the profile that it accepts. */
const PLACES: Readonly<Record<string, Readonly<Record<string, 'name' | 'arn' | 'either'>>>> = table({
  'AWS::Batch::ComputeEnvironment': { 'ComputeResources.InstanceRole': 'either' },
  'AWS::AutoScaling::LaunchConfiguration': { IamInstanceProfile: 'either' },
  'AWS::EC2::Instance': { IamInstanceProfile: 'name' },
  'AWS::EC2::LaunchTemplate': {
    'LaunchTemplateData.IamInstanceProfile.Arn': 'arn',
    'LaunchTemplateData.IamInstanceProfile.Name': 'name',
  },
});

/** A role where instances need a profile that has the role. */
export default defineRule({
  id: 'profile-is-role',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A role is used where an instance profile is needed',
  why: 'An instance gets its role from an instance profile, which is a resource of its own with its own name and ARN. AWS finds no profile of the name or ARN of a role, and the stack fails.',
  howToFix: 'Add an AWS::IAM::InstanceProfile with the role, and name that.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-instanceprofile.html',
    'https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html',
    'https://github.com/Netflix/metaflow-tools/issues/9',
  ],

  *check(file) {
    const users = existingResources(file, Object.keys(PLACES));
    if (users.length === 0) return;
    const roles = existingResources(file, ['AWS::IAM::Role']);
    const profiles = existingResources(file, ['AWS::IAM::InstanceProfile']);
    for (const { resource, object, property } of users)
      for (const [path, takes] of Object.entries(PLACES[resource.type]!)) {
        const value = valueAtPath(property, path);
        if (value.kind !== 'reference') continue;
        const role = roles.find((one) => one.object.id === value.resource);
        if (!role || (value.attribute === undefined && mayBeNamedAlike(role, profiles))) continue;
        yield {
          at: value.at,
          resource: object.id,
          message: `${object.id} needs an instance profile, and ${value.resource} is a role. AWS rejects ${object.id}.`,
          related: [{ at: role.object.at, message: `${value.resource} is a role` }],
          fixes: fixesOf(
            valueAt(object.properties, ...path.split('.')),
            value.resource,
            takes,
            profiles,
            file,
          ),
        };
      }
  },
});

/** Whether an instance profile may have the name that is also the role's. */
function mayBeNamedAlike({ object, property }: ResourceReader, profiles: readonly ResourceReader[]): boolean {
  if (property('RoleName').kind !== 'absent') return true;
  return profiles.some((one) => {
    const name = one.property('InstanceProfileName');
    return name.kind === 'unknown' || (name.kind === 'reference' && name.resource === object.id);
  });
}

function fixesOf(
  node: ReturnType<typeof valueAt>,
  role: string,
  takes: 'name' | 'arn' | 'either',
  profiles: readonly ResourceReader[],
  { networks }: CheckedFile,
): readonly Fix[] {
  const [profile, ...others] = profiles.filter(({ property }) =>
    itemsOf(property('Roles')).some((one) => one.kind === 'reference' && one.resource === role),
  );
  // A profile that exists in one scenario may be missing in another.
  if (!node || !profile || others.length > 0 || networks.length > 1 || isConditional(node)) return [];
  const { id } = profile.object;
  const value = takes === 'arn' ? { 'Fn::GetAtt': [id, 'Arn'] } : { Ref: id };
  return [{ title: `Use ${id}`, preferred: true, edits: [{ op: 'replace', node, value }] }];
}
