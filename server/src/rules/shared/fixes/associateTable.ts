import type { Change } from '../../../changes/change.ts';
import { changeEdits } from '../../../changes/changeEdits.ts';
import { changeTitle } from '../../../changes/changeTitle.ts';
import { existsWherever } from '../../../changes/resources.ts';
import type { RouteTable, Subnet } from '../../../network/model.ts';
import type { CheckedFile, Fix } from '../../defineRule.ts';

/** Gives a subnet a route table. Which table is for the user to decide: one may be public and another not. */
export function associateTable(subnet: Subnet, table: RouteTable, file: CheckedFile): readonly Fix[] {
  if (!existsWherever(file, table.id, subnet.id)) return [];
  const change: Change = { kind: 'associate-table', subnet: subnet.id, table: table.id };
  const edits = changeEdits(change, file);
  return edits ? [{ title: changeTitle(change), preferred: false, edits }] : [];
}
