import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { existingResources } from './existingResources.ts';

/** The custom resources that exist in the scenario. */
export function customResources(file: CheckedFile): readonly ResourceReader[] {
  const types = new Set([...(file.template?.resources.values() ?? [])].map(({ type }) => type));
  const custom = [...types].filter(
    (type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource',
  );
  return custom.length === 0 ? [] : existingResources(file, custom);
}
