import type { CheckedFile } from '../defineRule.ts';

/** Whether the file exports the default group of its VPC, so that others may use it. */
export function namesDefaultGroup({ tree }: CheckedFile): boolean {
  return tree.text.includes('DefaultSecurityGroup');
}
