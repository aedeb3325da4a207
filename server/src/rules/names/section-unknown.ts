import { type Entry, entriesOf, entryAt, type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isResourceEntry } from '../shared/names/misplacedResources.ts';

/** A misspelt section of a template, or a version that no template has. */
export default defineRule({
  id: 'section-unknown',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation has no such section or version of templates',
  why: 'A template has a few sections, such as Parameters, Resources and Outputs, and its AWSTemplateFormatVersion is 2010-09-09. CloudFormation rejects a template with another section or another version.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/format-version-structure.html',
  ],
  cfnLint: 'E1001',

  *check({ template, tree }) {
    if (!template || template.hasMacros) return;
    const root = resolved(tree.root);
    const entries = entriesOf(root);
    for (const entry of entries) {
      const { text } = entry.key;
      if (isResourceEntry(entry)) {
        yield besideResources(entry, root);
        continue;
      }
      const meant = SECTIONS.includes(text) ? [] : misspellingsOf(text, SECTIONS);
      if (meant.length === 0) continue;
      const free = meant.filter((name) => !entries.some(({ key }) => key.text === name));
      const [name] = free;
      yield {
        at: entry.key,
        message: `${text} is not a section of a template. AWS rejects the template.`,
        fixes:
          name !== undefined && free.length === 1
            ? [
                {
                  title: `Change to ${name}`,
                  preferred: true,
                  edits: [{ op: 'rename', entry, key: name }],
                },
              ]
            : [],
      };
    }
    const version = resolved(valueAt(root, 'AWSTemplateFormatVersion'));
    if (version?.kind !== 'scalar' || version.tag !== undefined || version.text === VERSION) return;
    // The user may still be typing the version.
    if (VERSION.startsWith(version.text)) return;
    yield {
      at: version,
      message: `AWSTemplateFormatVersion is ${version.text}. CloudFormation has one version, ${VERSION}, and rejects the template.`,
      fixes: changeTo(version, VERSION, true),
    };
  },
});

function besideResources(entry: Entry, root: Node | undefined): Report {
  const resources = valueAt(root, 'Resources');
  const isFree =
    root?.kind === 'mapping' && resources?.kind === 'mapping' && !entryAt(resources, entry.key.text);
  return {
    at: entry.key,
    resource: entry.key.text,
    message: `${entry.key.text} is beside the section Resources, not in it. AWS rejects the template.`,
    fixes: isFree
      ? [
          {
            title: 'Move it into Resources',
            preferred: true,
            edits: [{ op: 'move-entry', from: root, entry, to: resources }],
          },
        ]
      : [],
  };
}

const VERSION = '2010-09-09';

/** The sections of CloudFormation, and those of SAM and of deployments by CodeDeploy. */
const SECTIONS = [
  ...['AWSTemplateFormatVersion', 'Conditions', 'Description', 'Globals', 'Hooks', 'Mappings', 'Metadata'],
  ...['Outputs', 'Parameters', 'Resources', 'Rules', 'Transform'],
];
