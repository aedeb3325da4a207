import { serviceText } from '../../aws/services.ts';
import type { Change } from '../../changes/change.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { listed } from '../../wording/listed.ts';

/** Changes of a network as an order without a capital: "add a gateway endpoint for S3, free of charge". */
export function remedyTitle(changes: readonly Change[]): string {
  const ofType = (type: 'Gateway' | 'Interface') =>
    changes.flatMap((change) =>
      change.kind === 'add-endpoint' && change.type === type ? [serviceText(change.service)] : [],
    );
  const others = changes.filter(({ kind }) => kind !== 'add-endpoint').map(changeTitle);
  // Facts EP-01 and EP-05.
  const parts = [
    ...added('gateway endpoint', ofType('Gateway'), 'free of charge'),
    ...added('interface endpoint', ofType('Interface'), 'paid by the hour'),
    ...others.map((title) => `${title[0]!.toLowerCase()}${title.slice(1)}`),
  ];
  return parts.join(', and ');
}

function added(what: string, services: readonly string[], price: string): readonly string[] {
  if (services.length === 0) return [];
  const noun = services.length > 1 ? `${what}s` : `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;
  return [`add ${noun} for ${listed(services)}, ${price}`];
}
