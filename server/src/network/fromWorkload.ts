import { valueAt } from '../syntax/tree.ts';
import { ABSENT as NO_VALUE, type Value } from '../template/value.ts';
import type { Draft, ResourceReader } from './fromResource.ts';
import { oneOfField, targetList } from './fromValue.ts';
import type { LambdaFunction } from './model.ts';

export function readFunction(reader: ResourceReader, draft: Draft): void {
  draft.functions.push(functionOf(reader));
}

function functionOf({ resource, object, property }: ResourceReader): LambdaFunction {
  const config = property('VpcConfig');
  if (config.kind !== 'fields') return { ...object, stage: null, vpcConfig: undefined };
  const node = valueAt(resource.properties, 'VpcConfig');
  const field = (name: string) => config.fields.get(name) ?? NO_VALUE;
  return {
    ...object,
    stage: null,
    vpcConfig: {
      at: config.at,
      node: node?.kind === 'mapping' ? node : undefined,
      subnets: targetList(field('SubnetIds')),
      securityGroups: targetList(field('SecurityGroupIds')),
    },
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
