import assert from 'node:assert/strict';
import { formatCidr } from '../../server/src/cidr/format.ts';
import { analyze } from '../../server/src/languageService.ts';
import type { Network } from '../../server/src/network/model.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';

/** The network of a template in its first scenario. */
export function networkOf(text: string): Network {
  const content = analyze('network.yaml', text)?.content;
  assert.equal(content?.kind, 'template');
  return networkOfTemplate(content.scenarios.all[0]!);
}

/**
 * A part of the model as plain data, without places: a known field is its value, an unknown one `?`, an absent one and a
 * list of nothing are left out; a target is its id, after `outside:` for one that only the deployment knows.
 */
export function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [key, shown(one)]));
  if (typeof value !== 'object' || value === null) return value;
  const { kind } = value as { kind?: string };
  const fields = value as Record<string, unknown>;
  if (kind === 'absent') return undefined;
  if (kind === 'unknown') return '?';
  if (kind === 'known') return shown('items' in value ? fields.items : fields.value);
  if (kind === 'resource') return fields.attribute ? `${fields.id}.${fields.attribute}` : fields.id;
  if (kind === 'id') return fields.id;
  if (kind === 'outside') return `outside:${fields.id}`;
  if ('base' in value) return formatCidr(value as Parameters<typeof formatCidr>[0]);
  // The list that a rule stands in; a route has one too, of prefixes.
  const kept = Object.entries(fields).filter(
    ([key]) => !PLACES.has(key) && !(key === 'list' && 'direction' in fields),
  );
  const isThere = (one: unknown) => one !== undefined && !(Array.isArray(one) && one.length === 0);
  return Object.fromEntries(
    kept
      .filter(([, one]) => isThere(one))
      .map(([key, one]) => [key, shown(one)] as const)
      .filter(([, one]) => one !== undefined),
  );
}

const PLACES = new Set(['at', 'properties', 'node']);
