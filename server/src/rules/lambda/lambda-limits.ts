import { integerField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { FUNCTION_TYPES, functionProperty } from '../shared/resources/functionProperty.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** What only a function on managed instances may have. */
export default defineRule({
  id: 'lambda-limits',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function has more time or memory than Lambda gives it',
  why: 'A function runs for at most 900 seconds, with at most 10240 MB of memory. Only functions on managed instances, which have a CapacityProviderConfig, get more.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
  ],

  check: eachResource(
    FUNCTION_TYPES,
    function* (reader) {
      if (functionProperty(reader, 'CapacityProviderConfig').kind !== 'absent') return;
      for (const { path, most, unit } of LIMITS) {
        const field = integerField(functionProperty(reader, path));
        if (field.kind !== 'known' || field.value <= most) continue;
        yield {
          at: field.at,
          resource: reader.object.id,
          defaults: field.defaults,
          message: `${path} of ${reader.object.id} is ${field.value}; the maximum is ${most} ${unit}. Lambda rejects the function.`,
          fixes: changeTo(field.origin, String(most), false),
        };
      }
    },
    { isWhole: true },
  ),
});

const LIMITS = [
  { path: 'Timeout', most: 900, unit: 'seconds' },
  { path: 'MemorySize', most: 10_240, unit: 'MB' },
];
