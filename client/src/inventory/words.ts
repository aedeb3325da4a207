export interface AwsTarget {
  /** Undefined: as the AWS CLI chooses. */
  readonly profile: string | undefined;
  readonly region: string;
}

/** Why a text is no name of a region; undefined for one that may be. */
export function regionProblem(text: string): string | undefined {
  if (/^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(text.trim())) return undefined;
  return text.trim() === ''
    ? 'A region such as eu-central-1.'
    : `${text.trim()} is no region such as eu-central-1.`;
}

/** What is asked before AWS is: every call by its name. */
export function confirmation(
  { profile, region }: AwsTarget,
  permissions: readonly string[],
  folder: string,
): { readonly message: string; readonly detail: string } {
  const services = new Map<string, string[]>();
  for (const permission of permissions) {
    const [service = '', call = ''] = permission.split(':');
    services.set(service, [...(services.get(service) ?? []), call]);
  }
  const calls = [...services].map(([service, names]) => `${service}: ${names.join(', ')}`);
  const whose = profile === undefined ? 'your own credentials' : `the credentials of the profile ${profile}`;
  return {
    message: `Read the networks of ${region} from AWS?`,
    detail: [
      `VPC Lens calls AWS once, with ${whose}. All calls only read:`,
      ...calls,
      `The answers are written into ${folder}. Credentials are neither written nor logged.`,
    ].join('\n\n'),
  };
}

/** A sentence on what was written, and one for each part that a permission leaves out. */
export function writtenText({
  written,
  denied,
  shown,
}: {
  readonly written: readonly { readonly part: string; readonly count: number }[];
  readonly denied: readonly string[];
  readonly shown: string;
}): string {
  const counted = (part: string, one: string) => {
    const count = written.find((each) => each.part === part)?.count;
    return count === undefined ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`];
  };
  const found = [
    ...counted('Vpcs', 'VPC'),
    ...counted('Subnets', 'subnet'),
    ...counted('SecurityGroups', 'security group'),
  ];
  const what = found.length > 0 ? `${found.join(', ')} and what belongs to them` : 'What AWS tells';
  return [`${what}: written to ${shown}.`, ...denied].join(' ');
}

export function failureText(sentence: string): string {
  return `AWS could not be asked: ${sentence}`;
}
