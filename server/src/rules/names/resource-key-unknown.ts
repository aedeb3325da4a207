import { type Entry, entriesOf, entryAt, resolved, valueAt } from '../../syntax/tree.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import type { Resource } from '../../template/resource.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { each } from '../each.ts';
import { isResourceEntry } from '../shared/names/misplacedResources.ts';
import { isParameterType, type UnknownKey, unknownKeys } from '../shared/names/unknownKeys.ts';

/** A key of a resource, next to its properties, that CloudFormation does not have. */
export default defineRule({
  id: 'resource-key-unknown',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A resource has no such key',
  why: 'Right below its logical id a resource has Type, Properties and a few attributes, such as DependsOn and DeletionPolicy. CloudFormation rejects a template with any other key there: a misspelt one, or a property that is written beside Properties instead of in it.',
  howToFix: 'Correct the name of the key, or move the property into Properties.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html',
  ],
  cfnLint: 'E3001',

  check: each(
    ({ template, isBroken }) =>
      template && !template.hasMacros && !isBroken ? template.resources.values() : [],
    function* (resource, file) {
      const strays = unknownKeys(resource);
      // type-unknown reports a section that is indented too far, and a parameter among the resources.
      const isNoResource =
        isParameterType(resource.type) ||
        (!entryAt(resource.body, 'Type') && !strays.some(({ suggestion }) => suggestion === 'Type'));
      for (const stray of strays) {
        const { entry, isProperty } = stray;
        if (isNoResource && !isResourceEntry(entry)) continue;
        yield {
          at: entry.key,
          resource: resource.id,
          message: isResourceEntry(entry)
            ? `${entry.key.text} is a resource inside of ${resource.id}, not beside it. AWS rejects the template.`
            : isProperty
              ? `${entry.key.text} of ${resource.id} is beside Properties, not in it. AWS rejects the template.`
              : `${resource.id} has a key ${entry.key.text}, which no resource has. AWS rejects the template.`,
          fixes: isResourceEntry(entry) ? movedOut(entry, resource, file) : fixesOf(stray, resource),
        };
      }
    },
  ),
});

function movedOut(entry: Entry, { body }: Resource, file: CheckedFile): readonly Fix[] {
  const { template, tree } = file;
  const to = valueAt(tree.root, 'Resources');
  if (to?.kind !== 'mapping' || template?.resources.has(entry.key.text)) return [];
  return [
    {
      title: 'Move it into Resources',
      preferred: true,
      edits: [{ op: 'move-entry', from: body, entry, to }],
    },
  ];
}

function fixesOf(
  { entry, suggestion, isProperty }: UnknownKey,
  { body, properties }: Resource,
): readonly Fix[] {
  if (suggestion !== undefined)
    return [
      {
        title: `Change to ${suggestion}`,
        preferred: true,
        edits: [{ op: 'rename', entry, key: suggestion }],
      },
    ];
  const into = resolved(properties);
  if (!isProperty || into?.kind !== 'mapping' || callOf(into)) return [];
  if (entriesOf(into).some(({ key }) => key.text === entry.key.text)) return [];
  return [
    {
      title: 'Move it into Properties',
      preferred: true,
      edits: [{ op: 'move-entry', from: body, entry, to: into }],
    },
  ];
}
