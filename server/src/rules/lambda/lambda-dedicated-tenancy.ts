import { placements } from '../../network/analysis/workloads/placement.ts';
import { find } from '../../network/lookup.ts';
import { fieldOf } from '../../network/template/fieldOfValue.ts';
import { listed } from '../../wording/listed.ts';
import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A function in a VPC with dedicated tenancy. */
export default defineRule({
  id: 'lambda-dedicated-tenancy',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function runs in a VPC with dedicated tenancy',
  why: 'Lambda does not connect to a VPC whose InstanceTenancy is dedicated: it rejects the function, and with it the stack. AWS recommends a function in a VPC with default tenancy that is peered with this one.',
  howToFix: 'Run the function in a VPC with default tenancy, and peer the two.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
    'LAM-12',
    'G11',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const functions = functionsIn(network);
    if (functions.length === 0) return;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::EC2::VPC'])) {
      const tenancy = fieldOf(property('InstanceTenancy'), (text) => text);
      if (tenancy.kind !== 'known' || tenancy.value !== 'dedicated') continue;
      const inside = functions.filter(({ id }) =>
        placements(network)
          .get(id)
          ?.subnets.some(({ vpc }) => find(network.vpcs, vpc)?.id === object.id),
      );
      if (inside.length === 0) continue;
      yield {
        at: tenancy.at,
        resource: object.id,
        defaults: tenancy.defaults,
        message: `${object.id} has dedicated tenancy, and ${listed(
          inside.map(({ id }) => id),
          3,
        )} ${inside.length === 1 ? 'runs' : 'run'} in it. Lambda does not connect to such a VPC.`,
        related: inside.map(({ id, at }) => ({ at, message: `${id} runs in ${object.id}` })),
        fixes: settingFix(object.properties, 'InstanceTenancy', 'default', 'Make the tenancy default'),
      };
    }
  },
});
