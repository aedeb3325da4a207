import { loadSharedConfigFiles } from '@smithy/core/config';

export interface AwsProfile {
  readonly name: string;
  /** The default region. */
  readonly region: string | undefined;
}

/** The profiles in the AWS CLI's two files, sorted, as the SDK reads them; empty if there are no files. */
export async function profiles(): Promise<readonly AwsProfile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !OTHER_SECTION.test(name))
    .sort()
    .map((name) => ({ name, region: configFile[name]?.region ?? credentialsFile[name]?.region }));
}

/** Sections of the file that are not profiles, by the SDK's names. */
const OTHER_SECTION = /^(?:sso-session|services)\./;
