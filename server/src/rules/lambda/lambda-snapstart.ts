import { integerField, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { FUNCTION_TYPES, functionProperty } from '../shared/resources/functionProperty.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** SnapStart together with what it does not support. */
export default defineRule({
  id: 'lambda-snapstart',
  area: 'lambda',
  // The page names what is not supported, and no answer of Lambda's.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'SnapStart does not support what the function has',
  why: 'With SnapStart, Lambda starts a function from a snapshot of its memory and disk. It supports no EFS file system, no provisioned concurrency, and no more than 512 MB in /tmp.',
  howToFix: 'Turn SnapStart off, or do without the other.',
  whenToIgnore: 'If Lambda supports the two together by now.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html'],

  check: eachResource(
    FUNCTION_TYPES,
    function* (reader) {
      const mode = functionProperty(reader, 'SnapStart.ApplyOn');
      if (!hasText(mode, 'PublishedVersions')) return;
      for (const { what, defaults } of unsupportedIn(reader))
        yield {
          at: mode.at,
          resource: reader.object.id,
          defaults: [...mode.defaults, ...defaults],
          message: `${reader.object.id} has SnapStart and ${what}. Lambda does not support both together.`,
        };
    },
    { isWhole: true },
  ),
});

interface Unsupported {
  /** Completes "App has SnapStart and …". */
  readonly what: string;
  readonly defaults: readonly string[];
}

function* unsupportedIn(reader: ResourceReader): Generator<Unsupported> {
  const [system] = itemsOf(functionProperty(reader, 'FileSystemConfigs'));
  if (system) yield { what: 'a file system', defaults: [] };
  const size = integerField(functionProperty(reader, 'EphemeralStorage.Size'));
  if (size.kind === 'known' && size.value > 512)
    yield { what: `${size.value} MB in /tmp, more than 512`, defaults: size.defaults };
  // SAM's property; without SAM, it is one of a version or an alias.
  const count = integerField(
    functionProperty(reader, 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions'),
  );
  if (count.kind === 'known' && count.value > 0)
    yield { what: 'provisioned concurrency', defaults: count.defaults };
}
