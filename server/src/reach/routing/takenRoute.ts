import type { Route } from '../../network/model.ts';
import { routeText } from '../explain/words.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { tableFor } from './routeTable.ts';

/** The route that is used: it never blocks and is worth a line. */
export function leads(route: Route, { from, network }: FlowContext): Filter {
  const table = from.subnet && tableFor(from.subnet, network);
  const { id } = table ?? from.subnet!;
  return constantFilter(
    { resource: id, kind: 'route-table', direction: 'egress', at: route.at },
    'open',
    () => {
      throw new Error('A route that is taken is never in the way.');
    },
    routeText(route),
  );
}
