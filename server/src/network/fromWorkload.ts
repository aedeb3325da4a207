import { entryAt, type Node, resolved } from '../syntax/tree.ts';
import { ABSENT as NO_VALUE, type Value } from '../template/value.ts';
import type { Draft, ResourceReader } from './fromResource.ts';
import { oneOfField, targetList } from './fromValue.ts';
import type { LambdaFunction, TargetList, VpcConfig } from './model.ts';

export function readFunction(reader: ResourceReader, draft: Draft): void {
  draft.functions.push(functionOf(reader));
}

function functionOf({ resource, object, property, globals }: ResourceReader): LambdaFunction {
  const shared = resource.type === 'AWS::Serverless::Function' ? globals('Function') : undefined;
  const own = vpcConfigOf(property('VpcConfig'), resource.properties);
  const global = shared && vpcConfigOf(shared.property('VpcConfig'), shared.node);
  // A VpcConfig that is a call and comes to nothing, such as Ref AWS::NoValue, takes the place of the global one.
  const isWritten = entryAt(resource.properties, 'VpcConfig') !== undefined;
  const vpcConfig = own && global ? withGlobals(own, global) : isWritten ? own : global;
  return { ...object, stage: null, vpcConfig };
}

function vpcConfigOf(config: Value, owner: Node | undefined): VpcConfig | undefined {
  if (config.kind !== 'fields') return undefined;
  const entry = entryAt(owner, 'VpcConfig');
  const node = resolved(entry?.value);
  return {
    at: entry?.key ?? config.at,
    node: node?.kind === 'mapping' ? node : undefined,
    subnets: targetList(config.fields.get('SubnetIds') ?? NO_VALUE),
    securityGroups: targetList(config.fields.get('SecurityGroupIds') ?? NO_VALUE),
  };
}

/** What SAM makes of a function's VpcConfig and the one in Globals: their lists are joined (fact LAM-17). */
function withGlobals(own: VpcConfig, global: VpcConfig): VpcConfig {
  const joined = (mine: TargetList, shared: TargetList): TargetList => {
    if (mine.kind === 'absent') return shared;
    if (mine.kind !== 'known' || shared.kind !== 'known') return mine;
    return { ...mine, items: [...shared.items, ...mine.items] };
  };
  return {
    ...own,
    subnets: joined(own.subnets, global.subnets),
    securityGroups: joined(own.securityGroups, global.securityGroups),
  };
}

export function readDbSubnetGroup({ object, property }: ResourceReader, draft: Draft): void {
  draft.dbSubnetGroups.set(object.id, { ...object, subnets: targetList(property('SubnetIds')) });
}

export function readLoadBalancer({ object, property }: ResourceReader, draft: Draft): void {
  const mappings = property('SubnetMappings');
  draft.loadBalancers.set(object.id, {
    ...object,
    type: oneOfField(property('Type'), ['application', 'network', 'gateway']),
    subnets: targetList(mappings.kind === 'absent' ? property('Subnets') : mappedSubnets(mappings)),
    securityGroups: targetList(property('SecurityGroups')),
    scheme: oneOfField(property('Scheme'), ['internet-facing', 'internal']),
  });
}

/** The subnets of `SubnetMappings`, as if they were written in `Subnets`. */
function mappedSubnets(mappings: Value): Value {
  if (mappings.kind !== 'list') return mappings;
  const items = mappings.items.map((item) =>
    item.kind === 'fields' ? (item.fields.get('SubnetId') ?? NO_VALUE) : item,
  );
  return { ...mappings, items };
}
