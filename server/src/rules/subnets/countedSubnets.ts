import type { NetworkObject } from '../../network/field.ts';
import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import type { CheckedFile } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** The subnets of a resource, if each is written out and AWS requires a number of zones. */
export interface Counted {
  readonly object: NetworkObject;
  readonly subnets: Extract<Value, { kind: 'list' }>;
  readonly wanted: number;
  /** True if more subnets are accepted as well. */
  readonly isLeast?: true;
  readonly defaults: readonly string[];
  /** The end of the message, without its full stop. */
  readonly reason: string;
  /** The consequence if all subnets are in one zone, for `inOneZone`. */
  readonly refusal?: string;
}

/** What a service that AWS manages requires of its subnets. */
interface Requirement extends Pick<Counted, 'wanted' | 'isLeast' | 'reason' | 'refusal'> {
  /** The path of the list of subnets. */
  readonly path: string;
  /** The requirement is only for a resource with this value of a property. */
  readonly only?: readonly [property: string, value: string];
}

const REQUIREMENTS: Readonly<Record<string, Requirement>> = table({
  // https://docs.aws.amazon.com/grafana/latest/APIReference/API_VpcConfiguration.html
  'AWS::Grafana::Workspace': {
    path: 'VpcConfiguration.SubnetIds',
    wanted: 2,
    isLeast: true,
    reason: 'but Managed Grafana needs at least two',
  },
  // https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CreateVPCConnection.html
  'AWS::QuickSight::VPCConnection': {
    path: 'SubnetIds',
    wanted: 2,
    isLeast: true,
    reason: 'but QuickSight needs at least two',
  },
  // https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_CreateNetworkSettings.html
  'AWS::WorkSpacesWeb::NetworkSettings': {
    path: 'SubnetIds',
    wanted: 2,
    isLeast: true,
    reason: 'but WorkSpaces Secure Browser needs at least two, in different zones',
    refusal: 'WorkSpaces Secure Browser rejects a set of network settings',
  },
  // https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateFleet.html
  'AWS::AppStream::Fleet': {
    path: 'VpcConfig.SubnetIds',
    only: ['FleetType', 'ELASTIC'],
    wanted: 2,
    isLeast: true,
    reason: 'and is an Elastic fleet. AppStream needs at least two for it, in different zones',
    refusal: 'AppStream rejects an Elastic fleet',
  },
  // https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateImageBuilder.html
  'AWS::AppStream::ImageBuilder': {
    path: 'VpcConfig.SubnetIds',
    wanted: 1,
    reason: 'but AppStream accepts exactly one for an image builder',
  },
  // https://docs.aws.amazon.com/ts-influxdb/latest/ts-influxdb-api/API_CreateDbInstance.html
  'AWS::Timestream::InfluxDBInstance': {
    path: 'VpcSubnetIds',
    only: ['DeploymentType', 'WITH_MULTIAZ_STANDBY'],
    wanted: 2,
    isLeast: true,
    reason: 'and a standby. Timestream for InfluxDB needs at least two for it, in different zones',
    refusal: 'Timestream for InfluxDB rejects an instance with a standby',
  },
  // https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileCache.html
  'AWS::FSx::FileCache': {
    path: 'SubnetIds',
    wanted: 1,
    reason: 'but FSx accepts exactly one for a file cache',
  },
});

/** The subnets of services that need a fixed number, or one that depends on a single property. */
export function* countedOfManaged(file: CheckedFile): Generator<Counted> {
  for (const { resource, object, property } of resourcesOfTypes(file, Object.keys(REQUIREMENTS))) {
    const { path, only, ...requirement } = REQUIREMENTS[resource.type]!;
    const subnets = valueAtPath(property, path);
    if (subnets.kind !== 'list' || subnets.items.length === 0) continue;
    const defaults = only ? defaultsIf(property, only) : [];
    if (defaults) yield { object, subnets, defaults, ...requirement };
  }
}

/** The parameters that a property depends on if it has the value; undefined if it has another. */
function defaultsIf(
  property: ResourceReader['property'],
  [name, wanted]: readonly [string, string],
): readonly string[] | undefined {
  const value = property(name);
  return hasText(value, wanted) ? value.defaults : undefined;
}
