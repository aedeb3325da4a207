import { entriesOf, type Node, resolved, valueAt } from '../../../syntax/tree.ts';
import { deployedStages, type Stage, settingOf } from '../../../zappa/settings.ts';
import { ID_LISTS, type IdListKey, meantKey, textsOf } from '../../../zappa/vpcConfig.ts';
import { defineRule, type Fix } from '../../defineRule.ts';

/** A `vpc_config` with one of the two lists, in the belief that the stage inherits the other. */
export default defineRule({
  id: 'zappa-extends-drops-vpc',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: "The stage overrides vpc_config and loses part of its parent's",
  why: "extends merges only the top-level keys of a stage: a vpc_config replaces the parent's vpc_config completely. If SubnetIds or SecurityGroupIds is lost, Lambda rejects the function.",
  sources: [
    'zappa/cli.py:144-170',
    'https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html',
    'LAM-08',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const setting = settingOf(stage, 'vpc_config');
      const config = resolved(setting?.entry.value);
      if (!setting || config?.kind !== 'mapping' || seen.has(config)) continue;
      const missing = missingList(config);
      const parent = missing && inheritedFrom(setting.from, missing);
      if (!missing || !parent) continue;
      seen.add(config);
      const lost = textsOf(valueAt(parent.config, missing));
      yield {
        at: setting.entry.key,
        stage: stage.name,
        message: `Stage "${setting.from.name}" replaces the whole vpc_config of "${parent.stage.name}" and loses its ${missing}. Lambda rejects a function with ${missing === 'SubnetIds' ? 'security groups but no subnets' : 'subnets but no security groups'}.`,
        related: [{ at: parent.at, message: `"${parent.stage.name}" sets ${missing} here` }],
        fixes: fixesFor(
          setting.entry.value,
          missing,
          lost.map(({ text }) => text),
          parent,
        ),
      };
    }
  },
});

interface Lost {
  readonly stage: Stage;
  readonly config: Node;
  readonly at: Node;
}

/** The list that a `vpc_config` lacks while it has the other. */
function missingList(config: Node): IdListKey | undefined {
  const [one, other] = (Object.keys(ID_LISTS) as IdListKey[]).filter((key) => {
    const list = valueAt(config, key);
    return list?.kind === 'sequence' && list.items.length > 0;
  });
  if (!one || other) return undefined;
  const missing = one === 'SubnetIds' ? 'SecurityGroupIds' : 'SubnetIds';
  // Whether the list is there in another form: empty, of another type, or under a misspelt key.
  return entriesOf(config).some(({ key }) => meantKey(key.text) === missing) ? undefined : missing;
}

/** The nearest ancestor with a `vpc_config`, if it has that list. */
function inheritedFrom(stage: Stage, key: IdListKey): Lost | undefined {
  for (const ancestor of stage.lineage.slice(1)) {
    const config = valueAt(ancestor.node, 'vpc_config');
    if (!config) continue;
    const at = valueAt(config, key);
    return at?.kind === 'sequence' && at.items.length > 0 ? { stage: ancestor, config, at } : undefined;
  }
  return undefined;
}

function fixesFor(config: Node, key: IdListKey, ids: readonly string[], { stage, at }: Lost): readonly Fix[] {
  // The mapping of an alias is used by others too.
  if (config.kind !== 'mapping' || at.kind !== 'sequence' || ids.length < at.items.length) return [];
  return [
    {
      title: `Add ${key} from "${stage.name}"`,
      preferred: true,
      edits: [{ op: 'insert-entry', into: config, key, value: ids, order: Object.keys(ID_LISTS) }],
    },
  ];
}
