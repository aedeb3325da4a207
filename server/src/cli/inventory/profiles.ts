import { loadSharedConfigFiles } from '@smithy/core/config';

export interface AwsProfile {
  readonly name: string;
  /** The region that calls use unless another one is named. */
  readonly region: string | undefined;
}

/** The profiles of the AWS CLI's two files, sorted, as the SDK reads them; none where there are no files. */
export async function profiles(): Promise<readonly AwsProfile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !OTHER_SECTION.test(name))
    .sort()
    .map((name) => ({ name, region: configFile[name]?.region ?? credentialsFile[name]?.region }));
}

/** Sections of the file that are no profiles, as the SDK names them. */
const OTHER_SECTION = /^(?:sso-session|services)\./;
