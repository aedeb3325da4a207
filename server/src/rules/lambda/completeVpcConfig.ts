import { existsWherever, isConditional } from '../../changes/resources.ts';
import { groupUsers } from '../../network/analysis/groupUse.ts';
import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import type { TargetList } from '../../network/field.ts';
import { keyOf, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { LambdaFunction } from '../../network/workload.ts';
import type { Data } from '../../syntax/edit.ts';
import { resolved } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import type { IdListKey } from '../../zappa/vpcConfig.ts';
import type { CheckedFile, Fix } from '../defineRule.ts';

const ORDER: readonly IdListKey[] = ['SubnetIds', 'SecurityGroupIds'];

/**
 * Adds the list that a function's VPC configuration lacks, if the network has one likely answer: the only free security
 * group of the VPC, or its private subnets. `network` has what the lists name: the template's network, or that of an
 * inventory.
 */
export function completions(
  worker: LambdaFunction,
  missing: IdListKey,
  network: Network,
  file: CheckedFile,
): readonly Fix[] {
  const config = resolved(worker.vpcConfig?.node);
  const isOfTemplate = worker.stage === null;
  if (config?.kind !== 'mapping' || isConditional(config)) return [];
  const mayName = (id: string) => !isOfTemplate || existsWherever(file, id, worker.id);
  const found =
    (missing === 'SecurityGroupIds' ? groupFor(worker, network, file) : subnetsFor(worker, network)) ?? [];
  if (found.length === 0 || !found.every(mayName)) return [];
  const value = found.map((id): Data => {
    if (!isOfTemplate) return id;
    return missing === 'SubnetIds' ? { Ref: id } : { 'Fn::GetAtt': [id, 'GroupId'] };
  });
  return [
    {
      title: `Add ${missing}: ${listed(found)}`,
      preferred: false,
      edits: [{ op: 'set-entry', in: config, key: missing, value, order: ORDER }],
    },
  ];
}

/** The group that nothing else uses, else the only one of the VPC. Nothing uses the default group on purpose. */
function groupFor(
  { subnets }: LambdaFunction,
  network: Network,
  { inventory }: CheckedFile,
): readonly string[] | undefined {
  const vpc = vpcOf(subnets, (id) => network.subnets.get(id));
  const groups = [...network.securityGroups.values()].filter(
    (one) =>
      vpc !== undefined &&
      keyOfField(one.vpc) === vpc &&
      inventory?.parts.SecurityGroups.entries.get(one.id)?.GroupName !== 'default',
  );
  const users = groupUsers(network);
  const free = groups.filter(({ id }) => (users.get(id) ?? []).length === 0);
  const [only, ...others] = free.length > 0 ? free : groups;
  return only && others.length === 0 ? [only.id] : undefined;
}

/** The subnets of the VPC that leave through a NAT gateway. */
function subnetsFor({ securityGroups }: LambdaFunction, network: Network): readonly string[] {
  const vpc = vpcOf(securityGroups, (id) => network.securityGroups.get(id));
  return [...network.subnets.values()]
    .filter((one) => vpc !== undefined && keyOfField(one.vpc) === vpc && classOf(one, network).kind === 'nat')
    .map(({ id }) => id);
}

/** The one VPC of all that a list names. */
function vpcOf(
  list: TargetList,
  find: (id: string) => { readonly vpc: Parameters<typeof keyOfField>[0] } | undefined,
): string | undefined {
  if (list.kind !== 'known') return undefined;
  const keys = list.items.map((item) => {
    const object = item.kind === 'known' ? find(keyOf(item.value)) : undefined;
    return object && keyOfField(object.vpc);
  });
  return new Set(keys).size === 1 ? keys[0] : undefined;
}
