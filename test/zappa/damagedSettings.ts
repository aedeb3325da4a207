import fc from 'fast-check';
import { WAYS, type Way } from './settingsFiles.ts';

/** Ids of the two kinds, and what people write in their place. */
const ID = {
  SubnetIds: ['subnet-8f3c21d7', 'subnet-0a6e83c5d9f14b207', 'subnet-0d4f8a1c62b79e305'],
  SecurityGroupIds: ['sg-5d20c8b4', 'sg-0e15c7a9d3482b6f0', 'sg-0b72e6d1943fac580'],
} as const;

type Key = keyof typeof ID;

/** JSON's values in any of the formats. */
export type Damaged = string | number | boolean | readonly Damaged[] | { readonly [key: string]: Damaged };

/** How a list of ids is spoilt, or left as it is. */
const SPOILS: readonly ((ids: readonly string[], other: string) => Damaged)[] = [
  (ids) => ids,
  (ids) => ids[0]!,
  (ids) => ids.join(', '),
  (ids) => ids.join(','),
  (ids) => ids.join(' '),
  (ids) => `[${ids.join(', ')}]`,
  (ids) => `— ${ids[0]}`,
  (ids) => `– ${ids[0]}`,
  (ids) => [ids.join(', ')],
  (ids) => [`[${ids.join(', ')}]`],
  (ids) => ids.map((id) => id.toUpperCase()),
  (ids) => ids.map((id) => ` ${id}`),
  (ids) => [...ids, ids[0]!],
  (ids, other) => [...ids, other],
  (ids, other) => `${ids.join(', ')}, ${other}`,
  (_, other) => other,
  (ids) => [...ids, 'vpc-2d8e41b7'],
  (ids) => [...ids, 7],
  () => 'default',
  () => 'subnet-xxxxxxxx',
  () => ['<your id>'],
  () => [],
  (ids) => ({ Ids: ids }),
];

const NAMES: Readonly<Record<Key, readonly string[]>> = {
  SubnetIds: ['SubnetIds', 'SubnetIds', 'SubnetIds', 'subnet_ids', 'Subnets'],
  SecurityGroupIds: [
    'SecurityGroupIds',
    'SecurityGroupIds',
    'SecurityGroupIds',
    'sg_ids',
    'SecurityGroupids',
  ],
};

const listOf = (key: Key) =>
  fc
    .tuple(
      fc.constantFrom(...NAMES[key]),
      fc.subarray([...ID[key]], { minLength: 1, maxLength: 2 }),
      fc.constantFrom(...SPOILS),
    )
    .map(([name, ids, spoil]): readonly [string, Damaged] => [
      name,
      spoil(ids, ID[key === 'SubnetIds' ? 'SecurityGroupIds' : 'SubnetIds'][0]),
    ]);

const variables = fc.constantFrom<Damaged>({ DEBUG: 'no' }, { PORT: 5432 }, { DEBUG: true }, { RATE: 0.5 });

const extras = fc.record(
  {
    environment_variables: variables,
    timeout_seconds: fc.constantFrom<Damaged>(30, '30', 'soon'),
    debug: fc.constantFrom<Damaged>(false, 'false', 'no'),
    efs_config: fc.constantFrom<Damaged>(
      [{ LocalMountPath: '/mnt/a' }],
      [{ LocalMountPath: '/a' }, { LocalMountPath: '/mnt/a' }],
      [{ LocalMountPath: 'mnt/b/' }],
    ),
  },
  { requiredKeys: [] },
);

const flag = fc.constantFrom<readonly (readonly [string, Damaged])[]>(
  [],
  [],
  [['Ipv6AllowedForDualStack', true]],
  [['ipv6', true]],
  [['ipv6', 'dual']],
);

/** One stage, `dev`, in which something may be spoilt, in one of the ways of writing. */
export const damagedSettings: fc.Arbitrary<{ readonly way: Way; readonly stage: Damaged }> = fc
  .tuple(
    fc.constantFrom(...WAYS.filter((way) => way !== 'hjson')),
    listOf('SubnetIds'),
    listOf('SecurityGroupIds'),
    flag,
    extras,
  )
  .map(([way, subnets, groups, flags, more]) => ({
    way,
    stage: { s3_bucket: 'shop-code', ...more, vpc_config: Object.fromEntries([subnets, groups, ...flags]) },
  }));

/** The file, each value on one line. */
export function writeDamaged(way: Way, stage: Damaged): { readonly name: string; readonly text: string } {
  const entries = Object.entries(stage as Readonly<Record<string, Damaged>>);
  const name = `zappa_settings.${way}`;
  if (way === 'json') return { name, text: `${JSON.stringify({ dev: stage }, undefined, 2)}\n` };
  if (way !== 'toml')
    return { name, text: `dev:\n${entries.map(([key, value]) => `  ${key}: ${inYaml(value)}\n`).join('')}` };
  return { name, text: `[dev]\n${entries.map(([key, value]) => `${key} = ${inToml(value)}\n`).join('')}` };
}

/** Texts without quotes where YAML takes them so. */
function inYaml(value: Damaged): string {
  if (typeof value === 'string')
    return /^[\w–—][\w– -]*$/.test(value) && !/^(no|false|\d+)$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{ ${Object.entries(value)
    .map(([key, child]) => `${key}: ${inYaml(child as Damaged)}`)
    .join(', ')} }`;
}

function inToml(value: Damaged): string {
  if (Array.isArray(value)) {
    // TOML 0.5 has lists of one type only.
    const kept = value.filter((item) => typeof item === typeof value[0]);
    return `[${kept.map(inToml).join(', ')}]`;
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, child]) => `${key} = ${inToml(child as Damaged)}`)
    .join(', ')} }`;
}
