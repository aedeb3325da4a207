import type { ResourceReader } from '../../../network/template/readResource.ts';
import { haveSameItems } from '../../../template/evaluation/inputs.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { derived } from '../../engine/watchedFile.ts';
import { existingResources } from './existingResources.ts';

/** The custom resources that exist in the scenario. */
export function customResources(file: CheckedFile): readonly ResourceReader[] {
  const types = customTypes(file);
  return types.length === 0 ? [] : existingResources(file, types);
}

const customTypes = derived(
  'types of custom resources',
  ({ template }): readonly string[] => {
    const types = new Set([...(template?.resources.values() ?? [])].map(({ type }) => type));
    return [...types].filter(
      (type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource',
    );
  },
  { scope: 'version', isSame: haveSameItems },
);
