import { zoneName } from '../../../network/analysis/subnets/zones.ts';
import { defaultsOf, type Field } from '../../../network/field.ts';
import { find } from '../../../network/lookup.ts';
import { isSameZone, type Network, type Zone } from '../../../network/model.ts';
import { targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { zoneOf as zoneWritten } from '../../../network/template/resources/vpc.ts';
import { NO_VALUE } from '../../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../../defineRule.ts';
import { removalFix } from '../../shared/fixes/settingFix.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** An instance and a part of it that are in two zones. */
export default defineRule({
  id: 'zone-mismatch',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance and a part of it are in different zones',
  why: 'An instance, its subnet, its network interfaces and its volumes are in one Availability Zone. EC2 rejects an instance whose AvailabilityZone is not that of its subnet, and an attachment across zones, and the stack fails. A connection of AWS Glue names the zone of its subnet, and its jobs fail with another one.',
  howToFix: 'Give both the same zone, for example by Fn::GetAtt of the AvailabilityZone of the subnet.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-attaching-volume.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Placement.html',
    'https://github.com/aws-solutions-library-samples/data-lakes-on-aws/issues/317',
  ],

  *check(file) {
    for (const reader of existingResources(file, ['AWS::EC2::Instance']))
      yield* inSubnet(reader, '', 'EC2 rejects the instance', file.network);
    for (const reader of existingResources(file, ['AWS::Glue::Connection']))
      for (const report of inSubnet(reader, OF_A_CONNECTION, 'Jobs with the connection fail', file.network))
        yield { ...report, severity: 'warning' };
    for (const reader of existingResources(file, ['AWS::EC2::NetworkInterfaceAttachment']))
      yield* attached(reader, 'NetworkInterfaceId', file);
    for (const reader of existingResources(file, ['AWS::EC2::VolumeAttachment']))
      yield* attached(reader, 'VolumeId', file);
  },
});

const OF_A_CONNECTION = 'ConnectionInput.PhysicalConnectionRequirements.';

function* inSubnet(
  { object, property }: ResourceReader,
  path: string,
  effect: string,
  network: Network,
): Generator<Report> {
  const zone = zoneWritten(valueAtPath(property, `${path}AvailabilityZone`), NO_VALUE);
  const subnet = find(network.subnets, targetField(valueAtPath(property, `${path}SubnetId`)));
  if (!subnet || zone.kind !== 'known' || isSameZone(zone, subnet.zone) !== 'no') return;
  yield {
    at: zone.at,
    resource: object.id,
    defaults: defaultsOf(zone, subnet.zone),
    message: `${object.id} names ${zoneName(zone)}, but its subnet ${subnet.id} is in ${zoneName(subnet.zone)}. ${effect}.`,
    fixes: path === '' ? removalFix(object.properties, 'AvailabilityZone') : [],
    related: [{ at: subnet.at, message: `${subnet.id} is in ${zoneName(subnet.zone)}` }],
  };
}

function* attached(
  { object, property }: ResourceReader,
  what: 'NetworkInterfaceId' | 'VolumeId',
  file: CheckedFile,
): Generator<Report> {
  const [instance, part] = [property('InstanceId'), property(what)];
  if (instance.kind !== 'reference' || part.kind !== 'reference') return;
  const [one, other] = [zoneOf(instance.resource, file), zoneOf(part.resource, file)];
  if (!one || !other || isSameZone(one, other) !== 'no') return;
  yield {
    at: part.at,
    resource: object.id,
    defaults: defaultsOf(one, other),
    message: `${object.id} attaches ${part.resource} in ${zoneName(other)} to ${instance.resource} in ${zoneName(one)}. EC2 rejects an attachment across zones.`,
  };
}

/** The zone that an instance, an interface or a volume states, or that its subnet is in. */
function zoneOf(id: string, file: CheckedFile): Field<Zone> | undefined {
  const types = ['AWS::EC2::Instance', 'AWS::EC2::NetworkInterface', 'AWS::EC2::Volume'];
  const reader = [...existingResources(file, types)].find(({ object }) => object.id === id);
  if (!reader) return undefined;
  const subnet = find(file.network.subnets, targetField(reader.property('SubnetId')));
  return subnet ? subnet.zone : zoneWritten(reader.property('AvailabilityZone'), NO_VALUE);
}
