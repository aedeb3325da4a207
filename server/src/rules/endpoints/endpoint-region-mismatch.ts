import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { regionOfStack, writtenServices } from './writtenServices.ts';

/** An endpoint of a service, or a private zone for a VPC, in another region than the stack is in. */
export default defineRule({
  id: 'endpoint-region-mismatch',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service of the endpoint, or the VPC of the zone, is said to be in another region',
  why: 'The name of a service has its region in it, and an endpoint is for a service of its own region unless ServiceRegion names another. EC2 does not find the service elsewhere, and the stack fails. VPCRegion of a private hosted zone is the region of the VPC, which for a VPC of the stack is the region of the stack.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_VPC.html',
    'EP-09',
    'G47',
  ],

  *check(file) {
    yield* vpcsOfZones(file);
    const services = [...writtenServices(file)];
    const stack = regionOfStack(file, services);
    for (const { reader, value, region } of services) {
      if (!stack || region === stack.region) continue;
      const { id } = reader.object;
      const right = value.text.replace(region, stack.region);
      yield {
        at: value.at,
        resource: id,
        defaults: value.defaults,
        message: `${id} is for a service of ${region}, and ${stack.by} is in ${stack.region}. EC2 finds no such service there.`,
        related: [{ at: stack.at, message: `${stack.by} is in ${stack.region}` }],
        fixes: changeTo(value.origin, right, false),
      };
    }
  },
});

/** A private zone whose VPC of the template is stated to be in another region. */
function* vpcsOfZones(file: CheckedFile): Generator<Report> {
  for (const { object, property } of existingResources(file, ['AWS::Route53::HostedZone'])) {
    for (const one of itemsOf(property('VPCs'))) {
      const [vpc, region] = [fieldIn(one, 'VPCId'), fieldIn(one, 'VPCRegion')];
      if (vpc.kind !== 'reference' || region.kind !== 'known' || region.isSupposed) continue;
      const stack = regionOfStack(file, []);
      if (!stack || region.text === stack.region) continue;
      yield {
        at: region.at,
        resource: object.id,
        defaults: region.defaults,
        message: `${object.id} looks for ${vpc.resource} in ${region.text}, and ${stack.by} is in ${stack.region}. Route 53 finds no such VPC there.`,
        related: [{ at: stack.at, message: `${stack.by} is in ${stack.region}` }],
        fixes: changeTo(literalInPlace(region), stack.region, false),
      };
    }
  }
}
