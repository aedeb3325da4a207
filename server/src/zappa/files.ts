/**
 * The file names that Zappa looks for, in order: it reads the first that exists and ignores the others
 * (zappa/cli.py:2947-2978).
 */
export const ZAPPA_FILES: readonly string[] = [
  'zappa_settings.json',
  'zappa_settings.toml',
  'zappa_settings.yml',
  'zappa_settings.yaml',
];
