import { addResource } from '../../../../changes/edits.ts';
import { keyOfField } from '../../../../network/lookup.ts';
import type { SecurityGroupRule } from '../../../../network/model.ts';
import { dataOf } from '../../../../syntax/edit/data.ts';
import type { Data, Edit } from '../../../../syntax/edit.ts';
import { resolved } from '../../../../syntax/tree.ts';
import { callOf } from '../../../../template/evaluation/intrinsic.ts';
import type { CursorResource } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';

/** Moves an inline rule out of its group into a separate resource. Offered on the rule. */
export function moveRuleOut(place: CursorResource): readonly Refactoring[] {
  const { resource, path, tree, template, networks } = place;
  for (const network of networks) {
    const rule = network.securityGroupRules.find(
      ({ resource: id, list, node }) => id === resource.id && list && node && path.includes(node),
    );
    const body = rule?.node && !callOf(rule.node) ? dataOf(rule.node) : undefined;
    const removal = rule && removalOfRule(place, rule);
    if (!rule || !removal || typeof body !== 'object' || body === null || Array.isArray(body)) continue;
    const isIn = rule.direction === 'ingress';
    const added = addResource({ tree, template, network }, nameOf(rule), resource.id, {
      Type: isIn ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress',
      Properties: { GroupId: { 'Fn::GetAtt': [resource.id, 'GroupId'] }, ...(body as Record<string, Data>) },
    });
    const [name] = added?.flatMap((edit) => (edit.op === 'insert-entry' ? [edit.key] : [])) ?? [];
    if (!added || name === undefined) continue;
    const title = `Move the rule out of ${resource.id}, to a resource of its own: ${name}`;
    return [{ kind: 'extract', title, edits: [removal, ...added] }];
  }
  return [];
}

/**
 * A group without inline egress rules gets AWS's default rule, which allows everything (facts SG-02, G54). So the last
 * one is not moved, nor one beside rules that conditions may remove.
 */
function removalOfRule(
  { resource }: CursorResource,
  { direction, list, node }: SecurityGroupRule,
): Edit | undefined {
  if (!list || !node || list.tag !== undefined) return undefined;
  if (direction === 'egress' && !list.items.some((item) => item !== node && isPlainRule(item)))
    return undefined;
  if (list.items.length > 1) return { op: 'remove-item', from: list, item: node };
  const properties = resolved(resource.properties);
  const entry =
    properties?.kind === 'mapping' ? properties.entries.find(({ value }) => value === list) : undefined;
  if (properties?.kind !== 'mapping' || !entry) return undefined;
  return { op: 'remove-entry', from: properties, entry };
}

function isPlainRule(item: SecurityGroupRule['node']): boolean {
  return resolved(item)?.kind === 'mapping' && !callOf(item);
}

/** DatabaseFromApp for a rule with a group, DatabaseIngress5432 for one with a block. */
function nameOf({ resource, direction, peer, ports }: SecurityGroupRule): string {
  const isIn = direction === 'ingress';
  const other = peer.kind === 'group' ? keyOfField(peer.group) : undefined;
  const port = ports.kind === 'known' && ports.value.from > 0 ? String(ports.value.from) : '';
  const end =
    other !== undefined && /^[A-Za-z0-9]+$/.test(other)
      ? `${isIn ? 'From' : 'To'}${other}`
      : `${isIn ? 'Ingress' : 'Egress'}${port}`;
  return `${resource}${end}`;
}
