import type { TargetList } from '../../network/field.ts';
import { networkOfInventory } from '../../network/inventory/networkOfInventory.ts';
import type { Network } from '../../network/model.ts';
import { type VpcConfig, workloadsOf } from '../../network/workload.ts';
import { entriesOf, type Node, valueAt } from '../../syntax/tree.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { readId } from '../../zappa/ids.ts';
import { extendingStages, type Stage, settingOf, type ZappaSettings } from '../../zappa/settings.ts';
import { ID_LISTS, type IdListKey, meantKey, textsOf } from '../../zappa/vpcConfig.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { completions } from './completeVpcConfig.ts';

/** Subnets without a security group, or the reverse. */
export default defineRule({
  id: 'lambda-vpcconfig-partial',
  area: 'lambda',
  // G6 rates this High, not Certain, but the API's own words are "must coexist or be both empty list".
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template', 'zappa'],
  title: 'The function has subnets but no security groups, or security groups but no subnets',
  why: 'Lambda needs both subnets and security groups to attach a function to a VPC and rejects one list without the other. If both lists are empty, the function runs outside a VPC.',
  howToFix: 'Add the missing list, or remove both lists if the function does not need a VPC.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'LAM-08',
    'LAM-10',
    'G6',
    'G77',
    'https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/eventsources/pull.py',
  ],

  *check(file) {
    const { network, zappa, inventory } = file;
    // The other list may be in a part that cannot be parsed, or be added by a macro.
    if (file.isBroken || file.template?.hasMacros) return;
    yield* ofPollers(network);
    const seen = new Set<Node>();
    for (const worker of workloadsOf(network, 'function')) {
      const { id, stage, vpcConfig, subnets, securityGroups } = worker;
      if (!vpcConfig) continue;
      // Stages that inherit one vpc_config share its mistake, and so do functions that inherit it from Globals.
      if (vpcConfig.node && seen.has(vpcConfig.node)) continue;
      const partial = isBase(stage, zappa) ? undefined : givenAndMissing(subnets, securityGroups);
      if (!partial) continue;
      const [given, missing] = partial;
      if (vpcConfig.node) seen.add(vpcConfig.node);
      const owner = ownerOf(stage, zappa);
      const places = stage !== null && inventory ? networkOfInventory(inventory) : network;
      yield {
        at: vpcConfig.at,
        ...subjectOf(id, owner, zappa),
        message: `${owner ? `Stage "${owner.name}"` : id} has ${given} but no ${missing}. Lambda rejects it.`,
        fixes: completions(worker, missing, places, file),
        ...causeOf(vpcConfig, given, missing, stage !== null),
      };
    }
  },
});

/** An event of a SAM function for a self-managed Kafka cluster that has only subnets or only groups. */
function* ofPollers({ eventSourceMappings }: Network): Generator<Report> {
  for (const { id, resource, at, isSelfManaged, subnets, securityGroups } of eventSourceMappings.values()) {
    if (!isSelfManaged || id === resource || subnets.length > 0 === securityGroups.length > 0) continue;
    const [given, missing] =
      subnets.length > 0 ? ['VPC_SUBNET', 'VPC_SECURITY_GROUP'] : ['VPC_SECURITY_GROUP', 'VPC_SUBNET'];
    yield {
      at,
      resource,
      message: `SourceAccessConfigurations of ${id} has ${given} but no ${missing}. SAM rejects the template.`,
    };
  }
}

/** Whether other stages extend a stage: they may complete it. */
function isBase(name: string | null, zappa: ZappaSettings | undefined): boolean {
  return zappa?.stages.some((stage) => stage.name === name && stage.isExtended) === true;
}

/** The resource or the stage that a finding is about. */
function subjectOf(
  id: string,
  owner: Stage | undefined,
  zappa: ZappaSettings | undefined,
): Pick<Report, 'resource' | 'stage' | 'extendedBy'> {
  if (!zappa || !owner) return { resource: id };
  return { stage: owner.name, extendedBy: extendingStages(zappa, owner, 'vpc_config') };
}

/** The stage in which a stage's `vpc_config` is written; undefined for a function of a template. */
function ownerOf(name: string | null, zappa: ZappaSettings | undefined): Stage | undefined {
  const stage = zappa?.stages.find((one) => one.name === name);
  return stage && (settingOf(stage, 'vpc_config')?.from ?? stage);
}

/** Another rule reports the list's key, its ids are in the other list, or `extends` dropped it. */
function causeOf(
  { node, at }: VpcConfig,
  given: IdListKey,
  missing: IdListKey,
  isZappa: boolean,
): Pick<Report, 'cause'> {
  if (!isZappa) {
    const slip = entriesOf(node).find(({ key }) => misspellingsOf(key.text, [missing]).length > 0);
    return slip ? { cause: { rule: 'property-unknown', at: slip.key } } : {};
  }
  const misspelt = entriesOf(node).find(({ key }) => key.text !== missing && meantKey(key.text) === missing);
  const strayed = textsOf(valueAt(node, given)).find(({ text }) => {
    const id = readId(text);
    return id.kind === 'id' && id.prefix === ID_LISTS[missing];
  });
  if (strayed) return { cause: { rule: 'zappa-id-kind', at: strayed } };
  return {
    cause: misspelt ? { rule: 'zappa-vpc-key', at: misspelt.key } : { rule: 'zappa-extends-drops-vpc', at },
  };
}

/** The list that a function has and the one that it lacks; undefined where it has both or none, or that is not known. */
function givenAndMissing(
  subnetIds: TargetList,
  groupIds: TargetList,
): readonly [given: IdListKey, missing: IdListKey] | undefined {
  const [subnets, groups] = [countOf(subnetIds), countOf(groupIds)];
  if (subnets === undefined || groups === undefined || subnets > 0 === groups > 0) return undefined;
  return subnets > 0 ? ['SubnetIds', 'SecurityGroupIds'] : ['SecurityGroupIds', 'SubnetIds'];
}

/** The number of items of a list; undefined if it is decided at deployment. */
function countOf(list: TargetList): number | undefined {
  if (list.kind === 'absent') return 0;
  return list.kind === 'known' ? list.items.length : undefined;
}
