import { REGIONS, regionOfZone } from '../../aws/regions.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { regionOfService } from '../../network/template/resources/endpoint.ts';
import { isCertainValue, type Known } from '../../template/evaluation/value.ts';
import type { CheckedFile } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** An endpoint of AWS's whose service is written with its region. */
export interface WrittenService {
  readonly reader: ResourceReader;
  readonly value: Known;
  readonly region: string;
}

/** The endpoints whose region is written, whatever region the stack is in; not those of a service of another region. */
export function* writtenServices(file: CheckedFile): Generator<WrittenService> {
  for (const reader of existingResources(file, ['AWS::EC2::VPCEndpoint'])) {
    const value = reader.property('ServiceName');
    if (value.kind !== 'known' || value.isSupposed || reader.property('ServiceRegion').kind !== 'absent')
      continue;
    const region = regionOfService(value.text);
    if (region !== undefined) yield { reader, value, region };
  }
}

/** The region of the stack, with the place that states it: a zone of a subnet, or else the first endpoint. */
export function regionOfStack(
  file: CheckedFile,
  services: readonly WrittenService[],
): { readonly region: string; readonly by: string; readonly at: Known['at'] } | undefined {
  for (const { object, property } of existingResources(file, ['AWS::EC2::Subnet'])) {
    const zone = property('AvailabilityZone');
    if (!isCertainValue(zone)) continue;
    const region = regionOfZone(zone.text);
    if (region !== undefined && REGIONS.has(region)) return { region, by: object.id, at: zone.at };
  }
  const first = services.find(({ value }) => isCertainValue(value));
  return first && { region: first.region, by: first.reader.object.id, at: first.value.at };
}
