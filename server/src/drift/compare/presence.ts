import { type Inventory, nameTag } from '../../inventory/inventory.ts';
import type { Field, NetworkObject, Target } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { type ComparedPart, KINDS } from '../deployed/kinds.ts';
import { type DeployedStack, stackOfTags } from '../deployed/stack.ts';
import { type Comparison, differs, onlyInAws, targetsMatch, targetText } from './difference.ts';
import { blockText } from './fields.ts';

/** What exists and is not in the template, and the reverse. */
export function comparePresence(
  comparison: Comparison,
  inventory: Inventory,
  stack: DeployedStack | undefined,
): void {
  const { own, existing, matches } = comparison;
  for (const kind of KINDS) {
    for (const [id, object] of existing[kind.list] as ReadonlyMap<string, NetworkObject>) {
      if (matches.awsIds.has(id)) continue;
      const logicalId = logicalIdOf(id);
      if (logicalId === undefined && !isAddedByHand(kind, id, object)) continue;
      const name = logicalId ?? nameTag({ Tags: tagsOf(kind, id) });
      const what = name === undefined ? kind.noun : `${kind.noun} (${name})`;
      onlyInAws(comparison, id, what, objectText(kind, id), undefined);
    }
  }
  compareAttachments(comparison);

  function tagsOf({ part }: ComparedPart, id: string) {
    return inventory.parts[part].entries.get(id)?.Tags;
  }

  /** Whether it is in a VPC of the stack, and neither a stack nor AWS created it. */
  function isAddedByHand(kind: ComparedPart, id: string, object: NetworkObject): boolean {
    return !stackOfTags(tagsOf(kind, id)) && isInOwnVpc(id, object) && !isCreatedByAws(kind, id);
  }

  function logicalIdOf(awsId: string): string | undefined {
    return [...(stack?.resources ?? [])].find(([, { id }]) => id === awsId)?.[0];
  }

  function isInOwnVpc(id: string, object: NetworkObject): boolean {
    if (own.vpcs.has(vpcKeyOf(object) ?? '')) return true;
    const subnet = existing.natGateways.get(id)?.subnet;
    if (subnet && own.subnets.has(keyOfField(subnet) ?? '')) return true;
    return existing.gatewayAttachments.some(
      (one) => keyOfField(one.internetGateway) === id && own.vpcs.has(keyOfField(one.vpc) ?? ''),
    );
  }

  /** AWS creates some by itself: with a VPC, with a load balancer, for a service. Many services create groups. */
  function isCreatedByAws({ list }: ComparedPart, id: string): boolean {
    if (list === 'securityGroups') return true;
    if (list === 'routeTables') return existing.routeTables.get(id)?.isMain !== false;
    if (list === 'networkAcls') return inventory.parts.NetworkAcls.entries.get(id)?.IsDefault !== false;
    return list === 'endpoints' && inventory.parts.VpcEndpoints.entries.get(id)?.RequesterManaged === true;
  }

  function objectText({ list }: ComparedPart, id: string): string {
    const subnet = list === 'subnets' ? existing.subnets.get(id) : undefined;
    if (subnet) return blockText(subnet.ipv4);
    const vpc = list === 'vpcs' ? existing.vpcs.get(id)?.ipv4[0] : undefined;
    if (vpc) return blockText(vpc);
    const endpoint = list === 'endpoints' ? existing.endpoints.get(id)?.service : undefined;
    return endpoint?.kind === 'known' ? endpoint.value.name : id;
  }
}

/**
 * The compared resources of the template that certainly do not exist; beside them all that were not found, with the
 * reason.
 */
export function missingOf(
  { own, existing, matches }: Comparison,
  inventory: Inventory,
  stack: DeployedStack | undefined,
): { readonly missing: readonly Missing[]; readonly notFound: readonly NotFound[] } {
  const missing: Missing[] = [];
  const notFound: NotFound[] = [];
  for (const kind of KINDS) {
    const part = inventory.parts[kind.part];
    for (const object of (own[kind.list] as ReadonlyMap<string, NetworkObject>).values()) {
      if (matches.awsIds.has(object.id)) continue;
      if (part.open !== undefined) {
        notFound.push({ object, why: part.open });
      } else if (isSurelyMissing(kind, object)) missing.push({ object, noun: kind.noun });
      else notFound.push({ object, why: 'nothing in the inventory is surely the same' });
    }
  }
  return { missing, notFound };

  /**
   * The stack's tags are on all of these kinds but endpoints, so an object of the stack without a partner is missing, unless
   * something that no stack has made may be it.
   */
  function isSurelyMissing({ list, part }: ComparedPart, object: NetworkObject): boolean {
    const vpc = matches.awsIds.get(vpcKeyOf(object) ?? '');
    if (list === 'endpoints') {
      const service = own.endpoints.get(object.id)?.service;
      if (vpc === undefined || service?.kind !== 'known') return false;
      return [...existing.endpoints.values()].every(
        (one) => one.service.kind === 'known' && one.service.value.name !== service.value.name,
      );
    }
    if (!stack) return false;
    const deployed = stack.resources.get(object.id);
    if (deployed) return !existing[list].has(deployed.id);
    return [...(existing[list] as ReadonlyMap<string, NetworkObject>).values()].every((other) => {
      if (matches.awsIds.has(other.id) || isOfVpcItself(list, other.id)) return true;
      if (stackOfTags(inventory.parts[part].entries.get(other.id)?.Tags)) return true;
      return vpc !== undefined && vpcKeyOf(other) !== undefined && !own.vpcs.has(vpcKeyOf(other)!);
    });
  }

  /** AWS makes one of each with a VPC. */
  function isOfVpcItself(list: ComparedPart['list'], id: string): boolean {
    if (list === 'routeTables') return existing.routeTables.get(id)?.isMain === true;
    if (list === 'networkAcls') return inventory.parts.NetworkAcls.entries.get(id)?.IsDefault === true;
    return (
      list === 'securityGroups' && inventory.parts.SecurityGroups.entries.get(id)?.GroupName === 'default'
    );
  }
}

function vpcKeyOf(object: NetworkObject): string | undefined {
  return 'vpc' in object ? keyOfField(object.vpc as Field<Target>) : undefined;
}

export interface Missing {
  readonly object: NetworkObject;
  readonly noun: string;
}

export interface NotFound {
  readonly object: NetworkObject;
  readonly why: string;
}

/** Whether each internet gateway that was found is at the VPC that the template says. */
function compareAttachments(comparison: Comparison): void {
  const { own, existing, matches, edits } = comparison;
  for (const attachment of own.gatewayAttachments) {
    const id = keyOfField(attachment.internetGateway);
    if (id === undefined || !own.internetGateways.has(id) || !matches.awsIds.has(id)) continue;
    if (existing.incomplete.has(id)) continue;
    const there = existing.gatewayAttachments.find((one) => keyOfField(one.internetGateway) === id);
    if (there && targetsMatch(comparison, attachment.vpc, there.vpc) !== 'no') continue;
    differs(comparison, {
      resource: id,
      change: there ? 'changed' : 'only-template',
      what: 'attachment to a VPC',
      template: targetText(attachment.vpc),
      aws: there ? targetText(there.vpc) : null,
      at: attachment.at,
    });
    edits.push({
      part: 'gatewayAttachments',
      was: attachment,
      ...(there && { is: { ...attachment, vpc: there.vpc } }),
    });
  }
}
