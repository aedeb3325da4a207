import { slipsOf } from '../../wording/nearest.ts';
import { NETWORK_KEYS, STAGE_KEYS } from '../../zappa/keys/index.ts';

/** Other names by which people write `vpc_config`, in lower case without punctuation. */
const VPC_NAMES = new Set([
  'vpc',
  'vpcconfig',
  'vpcconfigs',
  'vpcconfiguration',
  'vpcsettings',
  'lambdavpcconfig',
]);

const NETWORK_NAMES = Object.keys(NETWORK_KEYS);
const NAMES = Object.keys(STAGE_KEYS);

/**
 * The network setting that an unknown key of a stage is meant to be; undefined for a key that Zappa knows, and for one
 * that is not near a single setting. `_vpc_config` and `vpc_config_old` are settings that somebody has put aside.
 */
export function meantSetting(written: string): string | undefined {
  if (Object.hasOwn(STAGE_KEYS, written)) return undefined;
  const lower = written.toLowerCase();
  if (/^[a-z].*[a-z]$/.test(lower) && VPC_NAMES.has(lower.replaceAll(/[-_. ]/g, ''))) return 'vpc_config';
  if (NETWORK_NAMES.some((name) => lower !== name && lower.includes(name))) return undefined;
  const near = slipsOf(written, NAMES);
  return near.length === 1 && NETWORK_NAMES.includes(near[0]!) ? near[0] : undefined;
}
