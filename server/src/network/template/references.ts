import type { Value } from '../../template/evaluation/value.ts';
import type { PolicyReference } from '../workload.ts';
import type { ResourceReader } from './readResource.ts';

const PLACEHOLDER = /\$\{([A-Za-z0-9]+)(?:\.[^{}]*)?\}/g;

/** The resources that a value refers to anywhere inside of it, each place once. */
export function policyReferencesIn(
  value: Value,
  typeOf: ResourceReader['typeOf'],
): readonly PolicyReference[] {
  switch (value.kind) {
    case 'reference':
      return mention(value.resource, value.at, typeOf);
    case 'list':
      return value.items.flatMap((item) => policyReferencesIn(item, typeOf));
    case 'fields':
      return [...value.fields.values()].flatMap((field) => policyReferencesIn(field, typeOf));
    case 'unknown':
      // A text with placeholders, such as postgres://${Database.Endpoint.Address}/app.
      return [...(value.partial ?? '').matchAll(PLACEHOLDER)].flatMap(([, id]) =>
        mention(id!, value.at, typeOf),
      );
    default:
      return [];
  }
}

function mention(
  id: string,
  at: PolicyReference['at'],
  typeOf: ResourceReader['typeOf'],
): readonly PolicyReference[] {
  const type = typeOf(id);
  return type === undefined ? [] : [{ id, type, at }];
}
