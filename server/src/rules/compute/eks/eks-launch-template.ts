import { find } from '../../../network/lookup.ts';
import { booleanOf, itemsOf, targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { Property } from '../../../network/template/readResource.ts';
import { hasText } from '../../../template/evaluation/value.ts';
import { listed } from '../../../wording/listed.ts';
import { defineRule } from '../../defineRule.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** A launch template of a node group with settings that are the node group's own. */
export default defineRule({
  id: 'eks-launch-template',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The launch template of the node group has a setting that EKS does not accept',
  why: 'A managed node group gives its nodes their subnets, their role and their Spot requests itself. EKS rejects a node group whose launch template has a subnet, an instance profile, a request for Spot Instances or hibernation, and the stack fails.',
  howToFix:
    'Remove the setting from the launch template, and use Subnets, NodeRole and CapacityType of the node group.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_LaunchTemplateSpecification.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
    'https://github.com/aws-samples/aws-efa-eks/issues/19',
  ],

  *check(file) {
    const templates = new Map(
      existingResources(file, ['AWS::EC2::LaunchTemplate']).map((one) => [one.object.id, one]),
    );
    if (templates.size === 0) return;
    for (const { object, property } of existingResources(file, ['AWS::EKS::Nodegroup'])) {
      const names = ['LaunchTemplate.Id', 'LaunchTemplate.Name'].map((path) => valueAtPath(property, path));
      const [template] = names.flatMap((name) => find(templates, targetField(name)) ?? []);
      const refused = template ? refusedIn(template.property) : [];
      if (!template || refused.length === 0) continue;
      yield {
        at: object.at,
        resource: object.id,
        message: `${object.id} uses ${template.object.id}, which has ${listed(refused)}. EKS rejects ${object.id}.`,
        related: [{ at: template.object.at, message: `${template.object.id} has ${listed(refused)}` }],
      };
    }
  },
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_LaunchTemplateSpecification.html */
function refusedIn(property: Property): readonly string[] {
  const data = (name: string) => valueAtPath(property, `LaunchTemplateData.${name}`);
  const market = data('InstanceMarketOptions.MarketType');
  const subnets = itemsOf(data('NetworkInterfaces')).map((card) =>
    card.kind === 'fields' ? card.fields.get('SubnetId')?.kind : undefined,
  );
  return [
    ...(subnets.some((kind) => kind === 'known' || kind === 'reference') ? ['SubnetId'] : []),
    ...(data('IamInstanceProfile').kind === 'fields' ? ['IamInstanceProfile'] : []),
    ...(booleanOf(data('HibernationOptions.Configured')) ? ['HibernationOptions'] : []),
    ...(hasText(market, 'spot') ? ['InstanceMarketOptions'] : []),
  ];
}
