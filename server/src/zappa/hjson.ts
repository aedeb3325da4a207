import { parse } from 'hjson';

/**
 * Whether Zappa can read a `zappa_settings.json`: it takes Hjson (zappa/cli.py:29, `import hjson as json`, in every
 * release from 0.30 to 0.63), which is JSON with comments, trailing commas, and quotes and commas that may be missing.
 */
export function isHjson(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
