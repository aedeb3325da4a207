import { table } from '../../../../table.ts';
import { NO_VALUE } from '../../../../template/evaluation/value.ts';
import type { PlainWorkload } from '../../../workload.ts';
import type { ResourceReader } from '../../readResource.ts';
import { zoneOf } from '../vpc.ts';

/** The property that names the zone, and those that let it be in others as well if they are true or unknown. */
interface ZoneOfType {
  readonly zone: string;
  readonly unless: readonly string[];
}

/** Each on the page of the type in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
const ZONE_OF_TYPE: Readonly<Record<string, ZoneOfType>> = table({
  'AWS::RDS::DBInstance': { zone: 'AvailabilityZone', unless: ['MultiAZ'] },
  // All nodes are in the preferred zone, unless zones are listed.
  'AWS::ElastiCache::CacheCluster': {
    zone: 'PreferredAvailabilityZone',
    unless: ['PreferredAvailabilityZones', 'AZMode'],
  },
  'AWS::Redshift::Cluster': { zone: 'AvailabilityZone', unless: ['MultiAZ', 'AvailabilityZoneRelocation'] },
  'AWS::DocDB::DBInstance': { zone: 'AvailabilityZone', unless: [] },
  'AWS::Neptune::DBInstance': { zone: 'AvailabilityZone', unless: [] },
  'AWS::DMS::ReplicationInstance': { zone: 'AvailabilityZone', unless: ['MultiAZ'] },
});

export function zoneOfWorkload(
  type: string,
  property: ResourceReader['property'],
): Pick<PlainWorkload, 'zone'> {
  const own = ZONE_OF_TYPE[type];
  if (!own) return {};
  const isFixed = own.unless.map(property).every(isOff);
  const zone = zoneOf(property(own.zone), NO_VALUE);
  return isFixed && zone.kind === 'known' ? { zone } : {};
}

function isOff(value: ReturnType<ResourceReader['property']>): boolean {
  return value.kind === 'absent' || (value.kind === 'known' && /^(false|single-az)$/i.test(value.text));
}
