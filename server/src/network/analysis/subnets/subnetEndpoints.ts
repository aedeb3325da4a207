import { addTo } from '../../../multimap.ts';
import { keyOfField, perParts } from '../../lookup.ts';
import type { Network, RouteTable, VpcEndpoint } from '../../model.ts';

/** The gateway endpoints that add a route to a table (fact EP-02), in the order of the text. */
export function gatewayEndpointsOf({ id }: RouteTable, network: Network): readonly VpcEndpoint[] {
  return endpointsByTable(network).get(id) ?? [];
}

const endpointsByTable = perParts(
  ['endpoints'],
  ({ endpoints }): ReadonlyMap<string, readonly VpcEndpoint[]> => {
    const byTable = new Map<string, VpcEndpoint[]>();
    for (const endpoint of endpoints.values()) {
      const { routeTables } = endpoint;
      for (const item of routeTables.kind === 'known' ? routeTables.items : []) {
        const table = keyOfField(item);
        if (table !== undefined) addTo(byTable, table, endpoint);
      }
    }
    return byTable;
  },
);
