import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Nodes that EKS opens to SSH from anywhere. */
export default defineRule({
  id: 'eks-node-ssh-open',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EKS opens SSH on the nodes to the whole internet',
  why: 'Where RemoteAccess has a key and no SourceSecurityGroups, EKS makes a security group that opens port 22 of the nodes to 0.0.0.0/0.',
  howToFix: 'Add SourceSecurityGroups, or remove RemoteAccess and use Session Manager.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-eks-nodegroup-remoteaccess.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html',
    'ADM-03',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EKS::Nodegroup'])) {
      const key = valueAtPath(property, 'RemoteAccess.Ec2SshKey');
      const groups = valueAtPath(property, 'RemoteAccess.SourceSecurityGroups');
      if (key.kind === 'absent' || property('RemoteAccess').kind !== 'fields') continue;
      if (groups.kind === 'unknown' || itemsOf(groups).length > 0) continue;
      yield {
        at: key.at,
        resource: object.id,
        defaults: [...new Set(defaultsOfValue(key))],
        message: `${object.id} has an SSH key and no SourceSecurityGroups, so EKS opens port 22 of its nodes to anyone (0.0.0.0/0).`,
      };
    }
  },
});
