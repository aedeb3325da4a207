import { REGIONS } from '../../../aws/regions.ts';
import { type Entry, type Node, resolved } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';
import { misspellingsOf } from '../../../wording/nearest.ts';
import { NETWORK_KEYS, STAGE_KEYS } from '../../../zappa/keys/index.ts';

/** Other names by which people write `vpc_config`, in lower case without punctuation. */
const VPC_NAMES = new Set([
  'vpc',
  'vpcconfig',
  'vpcconfigs',
  'vpcconfiguration',
  'vpcsettings',
  'lambdavpcconfig',
]);

/**
 * Names that Lambda and other tools use for settings of where and how the function runs, with the setting that is
 * meant and the values that it accepts.
 */
const OTHER_NAMES = table<readonly [meant: string, isSuch: (value: Node) => boolean]>({
  env: ['environment_variables', isMapping],
  env_vars: ['environment_variables', isMapping],
  environment: ['environment_variables', isMapping],
  memory: ['memory_size', isNumber],
  region: ['aws_region', (value) => value.kind === 'scalar' && REGIONS.has(value.text)],
  role: ['role_arn', (value) => value.kind === 'scalar' && /^arn:aws[\w-]*:iam:/.test(value.text)],
  timeout: ['timeout_seconds', isNumber],
  use_alb: ['alb_enabled', (value) => value.kind === 'scalar' && value.value === true],
});

const NETWORK_NAMES = Object.keys(NETWORK_KEYS);
const NAMES = Object.keys(STAGE_KEYS);

/**
 * The network setting that an unknown key of a stage probably is; undefined for a key that Zappa knows, and for one
 * that does not resemble exactly one setting. `_vpc_config` and `vpc_config_old` are settings that the user has
 * disabled.
 */
export function meantSetting({ key, value }: Entry): string | undefined {
  const written = key.text;
  if (Object.hasOwn(STAGE_KEYS, written)) return undefined;
  const lower = written.toLowerCase();
  if (/^[a-z].*[a-z]$/.test(lower) && VPC_NAMES.has(lower.replaceAll(/[-_. ]/g, ''))) return 'vpc_config';
  const node = resolved(value);
  const other = OTHER_NAMES[written];
  if (other) return node && other[1](node) ? other[0] : undefined;
  if (NETWORK_NAMES.some((name) => lower !== name && lower.includes(name))) return undefined;
  const near = misspellingsOf(written, NAMES);
  return near.length === 1 && NETWORK_NAMES.includes(near[0]!) ? near[0] : undefined;
}

function isMapping(value: Node): boolean {
  return value.kind === 'mapping' && value.entries.every((entry) => resolved(entry.value)?.kind === 'scalar');
}

function isNumber(value: Node): boolean {
  return value.kind === 'scalar' && typeof value.value === 'number';
}
