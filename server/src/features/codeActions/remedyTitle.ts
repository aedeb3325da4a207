import type { Change } from '../../changes/change.ts';
import { changePhrase, endpointPhrase } from '../../changes/changeTitle.ts';

/** Changes as an imperative without a capital: "add a gateway endpoint for S3 (free)". */
export function remedyTitle(changes: readonly Change[]): string {
  const endpoints = (['Gateway', 'Interface'] as const).flatMap((type) => {
    const services = changes.flatMap((change) =>
      change.kind === 'add-endpoint' && change.type === type ? [change.service] : [],
    );
    return services.length === 0 ? [] : [endpointPhrase(type, services)];
  });
  const others = changes.filter(({ kind }) => kind !== 'add-endpoint').map(changePhrase);
  return [...endpoints, ...others].join(', and ');
}
