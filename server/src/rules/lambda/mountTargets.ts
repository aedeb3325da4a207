import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { LambdaFunction, PlainWorkload } from '../../network/workload.ts';

/** The mount targets of the file systems that a function mounts. */
export function mountTargetsOfFunction(source: LambdaFunction, network: Network): readonly PlainWorkload[] {
  const systems = new Set(fileSystemsOf(source, network));
  return [...network.workloads.values()].filter(
    (one): one is PlainWorkload =>
      one.kind === 'mount-target' && systems.has(keyOfField(one.fileSystem) ?? ''),
  );
}

/** The file systems of a function's access points, as far as they are in the file. */
export function fileSystemsOf({ accessPoints }: LambdaFunction, network: Network): readonly string[] {
  if (accessPoints.kind !== 'known') return [];
  return accessPoints.items.flatMap((item) => {
    const point = find(network.accessPoints, item);
    return (point && keyOfField(point.fileSystem)) ?? [];
  });
}
