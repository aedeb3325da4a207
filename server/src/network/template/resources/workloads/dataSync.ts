import type { Value } from '../../../../template/evaluation/value.ts';
import type { PlainWorkload } from '../../../workload.ts';
import { itemsOf, targetField, targetList, valueAtPath } from '../../fieldOfValue.ts';
import type { Property } from '../../readResource.ts';

/** DataSync names subnets and security groups by their ARNs, which no attribute of theirs has. */
export function networkByArns(
  property: Property,
  subnets: string,
  groups: string,
): Pick<PlainWorkload, 'subnets' | 'securityGroups'> {
  const list = (path: string) => {
    const value = valueAtPath(property, path);
    if (value.kind === 'absent') return targetList(value);
    return targetList({ kind: 'list', items: itemsOf(value).map(named), at: value.at });
  };
  return { subnets: list(subnets), securityGroups: list(groups) };
}

/**
 * DataSync makes its interfaces in the subnet of the file system, with the groups of the location:
 * https://docs.aws.amazon.com/datasync/latest/userguide/required-network-interfaces.html
 */
export function besideFileSystem(property: Property): Pick<PlainWorkload, 'cluster' | 'securityGroups'> {
  const { securityGroups } = networkByArns(property, '', 'SecurityGroupArns');
  return { cluster: targetField(named(property('FsxFilesystemArn'))), securityGroups };
}

/** What an ARN ends with: an id, or a resource of the file as `Fn::Sub` names it. */
function named(arn: Value): Value {
  if (arn.kind === 'known') return { ...arn, text: arn.text.split('/').at(-1)! };
  const name =
    arn.kind === 'unknown'
      ? /\/\$\{([A-Za-z0-9]+)(?:\.(?:GroupId|SubnetId))?\}$/.exec(arn.partial ?? '')?.[1]
      : undefined;
  return arn.kind === 'unknown' && name !== undefined
    ? { kind: 'reference', resource: name, at: arn.at }
    : arn;
}
