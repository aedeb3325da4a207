import fc from 'fast-check';
import type { Format } from '../../server/src/syntax/tree.ts';
import { type Layout, layout, type Model } from '../syntax/edit/documents.ts';
import { print } from '../syntax/edit/printing.ts';

/** How a settings file may be called, and what it is written in. */
export const WAYS = ['json', 'hjson', 'yml', 'yaml', 'toml'] as const;

export type Way = (typeof WAYS)[number];

export interface SettingsText {
  /** As Zappa is told it; the ending decides how it is read. */
  readonly name: string;
  readonly text: string;
  readonly stages: readonly string[];
}

/** What settings are made of; like JSON, with entries in their order. */
type Value = string | number | boolean | null | readonly Value[] | Entries;
interface Entries {
  readonly fields: readonly (readonly [string, Value])[];
}

const STAGES = ['dev', 'prod', 'base', 'eu_1'];

const ids = (prefix: string) =>
  fc.array(fc.constantFrom(`${prefix}-8f3c21d7`, `${prefix}-0a6e83c5d9f14b207`, `$${prefix.toUpperCase()}`), {
    maxLength: 3,
  });

const wrongList = fc.constantFrom<Value>('subnet-8f3c21d7', 5, true, null, [7], [true], [['sg-5d20c8b4']], {
  fields: [['Id', 'x']],
});

const list = (prefix: string): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 5, arbitrary: ids(prefix) }, { weight: 1, arbitrary: wrongList });

/** Right more often than not, and wrong in every way that people write. */
const vpcConfig: fc.Arbitrary<Value> = fc.oneof(
  {
    weight: 8,
    arbitrary: entriesOf({
      SubnetIds: list('subnet'),
      SecurityGroupIds: list('sg'),
      Ipv6AllowedForDualStack: fc.constantFrom<Value>(true, false, 'true', 1),
      subnet_ids: ids('subnet'),
      SecurityGroupids: ids('sg'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Value>(null, '', 'vpc-2d8e41b7', ['subnet-8f3c21d7'], 0, 1, false, []),
  },
);

const variables: fc.Arbitrary<Value> = fc.oneof(
  {
    weight: 9,
    arbitrary: entriesOf({
      DATABASE_URL: fc.constant('postgres://shop:secret@db.example.com:5432/shop'),
      DB_PORT: fc.constantFrom<Value>('5432', '5432', 5432),
      DEBUG: fc.constantFrom<Value>('', 'yes', 'on', 'null', '010', '1e3', true),
      EMPTY: fc.constantFrom<Value>('', '~', null),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Value>(null, 'A=b', 5) },
);

const efs: fc.Arbitrary<Value> = fc.oneof(
  fc.boolean(),
  fc.array(
    entriesOf({ LocalMountPath: fc.constantFrom('/mnt/efs', '/mnt/media', '/mnt/cache', '/srv', 'mnt/x') }),
    { maxLength: 3 },
  ),
);

const stage = (file: 'whole' | 'stage'): fc.Arbitrary<Entries> =>
  entriesOf({
    ...(file === 'whole' && { extends: fc.constantFrom<Value>(...STAGES, ...STAGES, 'nowhere', '', null) }),
    vpc_config: vpcConfig,
    environment_variables: variables,
    efs_config: efs,
    debug: fc.boolean(),
    timeout_seconds: fc.constantFrom(30, 900),
    cache_cluster_size: fc.constant(0.5),
    s3_bucket: fc.constantFrom('shop-code', 'shop code # eu', "it's", 'a: b', 'straße'),
    tags: entriesOf({ Team: fc.constant('shop'), 'Cost centre': fc.constantFrom('7', 'no') }),
    exclude: fc.constantFrom<Value>(['*.gz', 'tests'], ['*.gz', 'tests'], [], ['*.gz', 7], [1, 2.5]),
  });

function entriesOf(keys: Readonly<Record<string, fc.Arbitrary<Value>>>): fc.Arbitrary<Entries> {
  return fc.record(keys, { requiredKeys: [] }).map((made) => ({
    fields: Object.entries(made).filter(([, value]) => value !== undefined) as [string, Value][],
  }));
}

interface Style {
  readonly layout: Layout;
  /** Used one after the other for what is written on one line. */
  readonly rows: readonly boolean[];
  /** Used one after the other for the quotes of texts. */
  readonly quotes: readonly number[];
}

const style: fc.Arbitrary<Style> = fc.record({
  layout,
  rows: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  quotes: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
});

/** A file with several stages, which extend one another. */
export const wholeFile: fc.Arbitrary<readonly [Entries, Style]> = fc.tuple(
  entriesOf(Object.fromEntries(STAGES.map((name) => [name, stage('whole')]))).filter(
    ({ fields }) => fields.length > 0,
  ),
  style,
);

/** A file with one stage, `dev`, so that whatever is found belongs to it. */
export const oneStage: fc.Arbitrary<readonly [Entries, Style]> = fc.tuple(
  stage('stage').map((dev) => ({ fields: [['dev', dev] as const] })),
  style,
);

/** The settings written in one of the ways. TOML has no null; what is null is left out of it. */
export function written(
  [settings, { layout: how, rows, quotes }]: readonly [Entries, Style],
  way: Way,
): SettingsText {
  let [row, quote] = [0, 0];
  const isToml = way === 'toml';
  const model = (value: Value, depth: number): Model => {
    if (typeof value === 'object' && value !== null) {
      const isRow = depth > 1 && rows[row++ % rows.length]!;
      if ('fields' in value) {
        const entries = value.fields.filter(([, child]) => !isToml || child !== null);
        return { kind: 'map', isRow, entries: entries.map(([key, child]) => [key, model(child, depth + 1)]) };
      }
      const items = value.filter((child) => !isToml || child !== null);
      return { kind: 'list', isRow, items: items.map((child) => model(child, depth + 1)) };
    }
    return { kind: 'scalar', value, quote: quotes[quote++ % quotes.length]! };
  };
  const format: Format = way === 'toml' ? 'toml' : way === 'yml' || way === 'yaml' ? 'yaml' : 'json';
  const { text } = print(model(settings, 0) as Model & { kind: 'map' }, format, how);
  return {
    name: `zappa_settings.${way === 'hjson' ? 'json' : way}`,
    // Without the quotes of keys and the commas at the ends of lines.
    text: way === 'hjson' ? text.replace(/"(\w+)": /g, '$1: ').replace(/,(?=\r?\n)/g, '') : text,
    stages: settings.fields.map(([name]) => name),
  };
}
