import { type Entry, entriesOf, resolved } from '../../syntax/tree.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { each } from '../each.ts';

/** A misspelt key of a parameter. */
export default defineRule({
  id: 'parameter-key-unknown',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A parameter has no such key',
  why: 'A parameter has Type, Default, AllowedValues and a few other keys. CloudFormation rejects a template whose parameter has another key, or AllowedPattern for a list of another type than CommaDelimitedList.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1558',
  ],
  cfnLint: 'E2001',

  check: each(
    ({ template, isBroken }) =>
      template && !template.hasMacros && !isBroken ? template.parameters.values() : [],
    function* ({ name, body }) {
      const entries = entriesOf(resolved(body));
      yield* patternOfList(name, entries);
      for (const entry of entries) {
        const { text } = entry.key;
        const meant = KEYS.includes(text) ? [] : misspellingsOf(text, KEYS);
        if (meant.length === 0) continue;
        const free = meant.filter((one) => !entries.some(({ key }) => key.text === one));
        const [only] = free;
        yield {
          at: entry.key,
          message: `The parameter ${name} has a key ${text}, which no parameter has. AWS rejects the template.`,
          fixes:
            only !== undefined && free.length === 1
              ? [
                  {
                    title: `Change to ${only}`,
                    preferred: true,
                    edits: [{ op: 'rename', entry, key: only }],
                  },
                ]
              : [],
        };
      }
    },
  ),
});

/** "A regular expression that represents the patterns to allow for String or CommaDelimitedList types." */
function* patternOfList(name: string, entries: readonly Entry[]): Generator<Report> {
  const type = resolved(entries.find(({ key }) => key.text === 'Type')?.value);
  const pattern = entries.find(({ key }) => key.text === 'AllowedPattern');
  if (!pattern || type?.kind !== 'scalar' || !/^List</.test(type.text)) return;
  yield {
    at: pattern.key,
    // The page says what it is for, and a report that AWS refuses it elsewhere.
    severity: 'warning',
    message: `The parameter ${name} is of type ${type.text}, and AllowedPattern is for String and CommaDelimitedList. AWS rejects the template.`,
  };
}

const KEYS = [
  ...['AllowedPattern', 'AllowedValues', 'ConstraintDescription', 'Default', 'Description', 'MaxLength'],
  ...['MaxValue', 'MinLength', 'MinValue', 'NoEcho', 'Type'],
];
