import { isConditional } from '../../changes/resources.ts';
import type { UpdatedSubnet } from '../../protocol.ts';
import type { Edit } from '../../syntax/edit.ts';
import { entryAt, type Mapping, resolved, writtenEntry } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';
import { type EditedTemplate, zoneData } from './subnetStyle.ts';

/** The edits that change the block or zone of existing subnets. Refused if a condition chooses the value. */
export function updateEdits(
  { template }: EditedTemplate,
  updates: readonly UpdatedSubnet[],
): readonly Edit[] | { readonly refused: string } {
  const edits: Edit[] = [];
  for (const { id, cidr, zone } of updates) {
    const properties = propertiesInOnePlace(template, id);
    if (!properties) return { refused: `${id} is not defined in a single place, so it is not changed.` };
    for (const [key, value] of [
      ['CidrBlock', cidr],
      ['AvailabilityZone', zone === undefined ? undefined : zoneData(zone)],
    ] as const) {
      if (value === undefined) continue;
      if (isConditional(entryAt(properties, key)?.value)) {
        return { refused: `The ${key} of ${id} depends on a condition, so it is not changed.` };
      }
      edits.push({ op: 'set-entry', in: properties, key, value });
    }
    const byId = writtenEntry(properties, 'AvailabilityZoneId');
    if (zone !== undefined && byId) edits.push({ op: 'remove-entry', from: properties, entry: byId });
  }
  return edits;
}

/** Undefined for a resource that a loop generates. */
function propertiesInOnePlace({ resources, loops }: Template, id: string): Mapping | undefined {
  const resource = resources.get(id);
  const properties = resolved(resource?.properties);
  const isLooped =
    resource && loops.some(({ start, end }) => start <= resource.key.start && resource.key.start < end);
  return properties?.kind === 'mapping' && !isLooped ? properties : undefined;
}
