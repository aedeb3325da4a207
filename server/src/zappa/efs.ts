import { type Mapping, type Node, resolved } from '../syntax/tree.ts';

/** Zappa's default mount path (zappa/utilities.py DEFAULT_EFS_MOUNT_POINT). */
export const DEFAULT_MOUNT_PATH = '/mnt/efs';

/** The file systems of an `efs_config`, which is a list or a single one; `true` and any other value have none. */
export function fileSystemNodes(config: Node | undefined): readonly Mapping[] {
  if (config?.kind === 'mapping') return [config];
  if (config?.kind !== 'sequence') return [];
  return config.items.map(resolved).filter((item): item is Mapping => item?.kind === 'mapping');
}
