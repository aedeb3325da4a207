import {
  booleanField,
  fieldOf,
  fieldWithin,
  integerField,
  itemsOf,
  ownerField,
  targetField,
} from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

/** AWS Global Accelerator: https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-components.html */

export function readAcceleratorListener({ object, property }: ResourceReader, draft: Draft): void {
  draft.acceleratorListeners.set(object.id, {
    ...object,
    protocol: fieldOf(property('Protocol'), (text) => text.toLowerCase()),
    ports: itemsOf(property('PortRanges')).map((range) => {
      const end = (name: string) => integerField(fieldWithin(range, name));
      return { from: end('FromPort'), to: end('ToPort') };
    }),
  });
}

export function readAcceleratorEndpoints({ object, property }: ResourceReader, draft: Draft): void {
  for (const endpoint of itemsOf(property('EndpointConfigurations'))) {
    if (endpoint.kind !== 'fields') continue;
    const own = (name: string) => endpoint.fields.get(name) ?? { kind: 'absent' as const };
    draft.acceleratorEndpoints.push({
      ...object,
      listener: ownerField(property('ListenerArn')),
      endpoint: targetField(own('EndpointId')),
      keepsClientIp: booleanField(own('ClientIPPreservationEnabled')),
      overridesPorts: property('PortOverrides').kind !== 'absent',
    });
  }
}
