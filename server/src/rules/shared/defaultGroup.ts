import type { CheckedFile } from '../defineRule.ts';

/** Whether the file tells others which group is the default one of its VPC, so that they may be behind it. */
export function namesDefaultGroup({ tree }: CheckedFile): boolean {
  return tree.text.includes('DefaultSecurityGroup');
}
