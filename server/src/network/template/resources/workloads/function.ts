import { entryAt, type Node, resolved, valueAt } from '../../../../syntax/tree.ts';
import { callOf } from '../../../../template/evaluation/intrinsic.ts';
import { NO_VALUE, type Value } from '../../../../template/evaluation/value.ts';
import { ABSENT, type TargetList } from '../../../field.ts';
import type { LambdaFunction, VpcConfig } from '../../../workload.ts';
import { booleanField, itemsOf, targetField, targetList, valueAtPath } from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';
import { policyReferencesIn } from '../../references.ts';

export function readFunction(reader: ResourceReader, draft: Draft): void {
  draft.workloads.set(reader.object.id, functionOf(reader));
}

function functionOf({ resource, object, property, globals, typeOf }: ResourceReader): LambdaFunction {
  const shared = resource.type === 'AWS::Serverless::Function' ? globals('Function') : undefined;
  const own = placeOf(property('VpcConfig'), resource.properties);
  const global = shared && placeOf(shared.property('VpcConfig'), shared.node);
  // A VpcConfig that is a call without a value, such as Ref AWS::NoValue, replaces the global one.
  const isWritten = entryAt(resource.properties, 'VpcConfig') !== undefined;
  const place =
    own.vpcConfig && global?.vpcConfig ? withGlobals(own, global) : isWritten ? own : (global ?? own);
  const firstWritten = (path: string): Value => {
    const mine = valueAtPath(property, path);
    return mine.kind === 'absent' && shared ? valueAtPath(shared.property, path) : mine;
  };
  const layers = [property('Layers'), shared?.property('Layers') ?? NO_VALUE];
  const insights = layers.flatMap(itemsOf).find(isInsights);
  const provider = PROVIDERS.map(firstWritten).find((one) => one.kind !== 'absent');
  return {
    ...object,
    kind: 'function',
    type: resource.type,
    stage: null,
    ...(provider && place.vpcConfig === undefined ? onManagedInstances(provider) : place),
    listeningPorts: [],
    publicIp: ABSENT,
    mentions: [property('Environment'), shared?.property('Environment') ?? NO_VALUE].flatMap((value) =>
      policyReferencesIn(value, typeOf),
    ),
    ipv6: booleanField(firstWritten('VpcConfig.Ipv6AllowedForDualStack')),
    role: targetField(property('Role')),
    ...(insights && insights.kind !== 'absent' && { insights: insights.at }),
    hasDestination: DESTINATIONS.some((key) => entryAt(object.properties, key) ?? entryAt(shared?.node, key)),
    accessPoints: targetList(withAccessPoints(firstWritten('FileSystemConfigs.*.Arn'), typeOf)),
  };
}

/**
 * An ARN of an access point that is built by Fn::Sub or Fn::Join ends with the access point's id:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html
 */
function withAccessPoints(arns: Value, typeOf: ResourceReader['typeOf']): Value {
  if (arns.kind === 'list') return { ...arns, items: arns.items.map((one) => withAccessPoints(one, typeOf)) };
  if (arns.kind !== 'unknown') return arns;
  const id = /:access-point\/\$\{(\w+)\}$/.exec(arns.partial ?? '')?.[1];
  if (id === undefined || typeOf(id) !== 'AWS::EFS::AccessPoint') return arns;
  return { kind: 'reference', resource: id, at: arns.at };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html */
function isInsights(layer: Value): boolean {
  const arn = layer.kind === 'known' ? layer.text : layer.kind === 'unknown' ? layer.partial : undefined;
  return arn !== undefined && /:layer:LambdaInsightsExtension(?:-Arm64)?(?::|$)/.test(arn);
}

/** CloudFormation's path and SAM's. */
const PROVIDERS = [
  'CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn',
  'CapacityProviderConfig.Arn',
];

/** Where the instances are is said by their capacity provider, which `placement.ts` looks up. */
function onManagedInstances(
  provider: Exclude<Value, { kind: 'absent' }>,
): VpcPlacement & Pick<LambdaFunction, 'capacityProvider'> {
  const why = 'its capacity provider is not in this file';
  const elsewhere: TargetList = { kind: 'unknown', why, at: provider.at };
  const capacityProvider = targetField(provider);
  return { vpcConfig: undefined, subnets: elsewhere, securityGroups: elsewhere, capacityProvider };
}

/** SAM has its own property names for these. */
const DESTINATIONS = ['DeadLetterConfig', 'DeadLetterQueue', 'EventInvokeConfig'];

/** Where a function runs. */
type VpcPlacement = Pick<LambdaFunction, 'vpcConfig' | 'subnets' | 'securityGroups'>;

function placeOf(config: Value, owner: Node | undefined): VpcPlacement {
  if (config.kind !== 'fields') {
    const unknown: TargetList = config.kind === 'unknown' ? config : ABSENT;
    return { vpcConfig: undefined, subnets: unknown, securityGroups: unknown };
  }
  const entry = entryAt(owner, 'VpcConfig');
  const node = resolved(entry?.value);
  const vpcConfig: VpcConfig = {
    at: entry?.key ?? config.at,
    node: node?.kind === 'mapping' ? node : undefined,
  };
  return {
    vpcConfig,
    subnets: targetList(config.fields.get('SubnetIds') ?? NO_VALUE),
    securityGroups: targetList(config.fields.get('SecurityGroupIds') ?? NO_VALUE),
  };
}

/**
 * Merges a function's VpcConfig with that of Globals as SAM does: lists are concatenated (fact LAM-17). SAM treats a
 * call as a single value, so the function's own replaces the global one:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function withGlobals(own: VpcPlacement, global: VpcPlacement): VpcPlacement {
  const [mine, shared] = [own.vpcConfig?.node, global.vpcConfig?.node];
  if (!isWrittenOut(mine) || !isWrittenOut(shared)) return own;
  const joined = (name: string, inOwn: TargetList, inGlobal: TargetList): TargetList => {
    if (inOwn.kind === 'absent') return entryAt(mine, name) ? inOwn : inGlobal;
    const areLists = [mine, shared].every((config) => isWrittenOut(valueAt(config, name)));
    if (!areLists || inOwn.kind !== 'known' || inGlobal.kind !== 'known') return inOwn;
    return { ...inOwn, items: [...inGlobal.items, ...inOwn.items] };
  };
  return {
    vpcConfig: own.vpcConfig,
    subnets: joined('SubnetIds', own.subnets, global.subnets),
    securityGroups: joined('SecurityGroupIds', own.securityGroups, global.securityGroups),
  };
}

function isWrittenOut(node: Node | undefined): boolean {
  return node !== undefined && node.kind !== 'scalar' && callOf(node) === undefined;
}
