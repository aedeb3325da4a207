import { find, keyOfField } from '../network/lookup.ts';
import { ROUTE_TARGET_PROPERTIES } from '../network/model.ts';
import type { Edit } from '../syntax/edit.ts';
import { entryAt } from '../syntax/tree.ts';
import type { ChangeOf } from './change.ts';
import { dependsOn, waitForAttachment } from './dependsOn.ts';
import { addResource, type ChangedFile, referenceTo } from './edits.ts';
import { isConditional } from './resources.ts';

/** Undefined where no target is named yet, or where the table is not in the file. */
export function addRoute(change: ChangeOf<'add-route'>, file: ChangedFile): readonly Edit[] | undefined {
  const { target, table, destination } = change;
  if (!target || !file.template?.resources.has(table)) return undefined;
  const attachment = file.network.gatewayAttachments.find(({ internetGateway, vpnGateway }) =>
    [internetGateway, vpnGateway].map(keyOfField).includes(target.id),
  );
  const family = destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  return addResource(file, `${table}To${target.id.replace(/[^A-Za-z0-9]/g, '')}`, table, {
    Type: 'AWS::EC2::Route',
    ...(attachment && { DependsOn: attachment.id }),
    Properties: {
      RouteTableId: { Ref: table },
      [family]: destination,
      [target.property]: referenceTo(target.id, file),
    },
  });
}

/** The new target replaces the old one at its place. */
export function redirectRoute(
  { route: id, target }: ChangeOf<'redirect-route'>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  const route = file.network.routes.find((one) => one.id === id);
  const properties = route?.properties;
  const [old, ...others] = ROUTE_TARGET_PROPERTIES.flatMap((key) =>
    properties ? (entryAt(properties, key) ?? []) : [],
  );
  if (!route || !properties || !old || others.length > 0 || isConditional(properties)) return undefined;
  const value = referenceTo(target.id, file);
  const edits: readonly Edit[] =
    old.key.text === target.property
      ? [{ op: 'replace', node: old.value, value }]
      : [
          { op: 'remove-entry', from: properties, entry: old },
          { op: 'insert-entry', into: properties, key: target.property, value },
        ];
  return [...edits, ...waitForAttachment(route, target.id, file)];
}

/** Routes to the gateway then wait for its attachment. */
export function attachGateway(
  { gateway, vpc }: ChangeOf<'attach-gateway'>,
  file: ChangedFile,
): readonly Edit[] | undefined {
  if (gateway === undefined || !file.template?.resources.has(gateway) || !file.template.resources.has(vpc))
    return undefined;
  const property = file.network.vpnGateways.has(gateway) ? 'VpnGatewayId' : 'InternetGatewayId';
  const added = addResource(file, `${gateway}Attachment`, gateway, {
    Type: 'AWS::EC2::VPCGatewayAttachment',
    Properties: { VpcId: { Ref: vpc }, [property]: { Ref: gateway } },
  });
  const [attachment] = added?.flatMap((edit) => (edit.op === 'insert-entry' ? [edit.key] : [])) ?? [];
  if (!added || attachment === undefined) return undefined;
  // Routes to the gateway refer to the gateway, not to its attachment (G26 of the catalogue).
  const waiting = file.network.routes.filter(({ routeTable, targets }) => {
    const table = find(file.network.routeTables, routeTable);
    return (
      table && keyOfField(table.vpc) === vpc && targets.some((one) => keyOfField(one.target) === gateway)
    );
  });
  return [...added, ...waiting.flatMap(({ id }) => dependsOn(id, [attachment], file))];
}
