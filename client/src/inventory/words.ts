import type { Translate } from '../translate.ts';

export interface AwsTarget {
  /** If undefined, the AWS CLI's default applies. */
  readonly profile: string | undefined;
  readonly region: string;
}

/** Why a text cannot be the name of a region; undefined if it can. */
export function regionProblem(text: string, t: Translate): string | undefined {
  if (/^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(text.trim())) return undefined;
  return text.trim() === ''
    ? t('A region such as eu-central-1.')
    : t('{0} is not a region such as eu-central-1.', text.trim());
}

/** The question that is shown before AWS is called: it names every call. */
export function confirmation(
  { profile, region }: AwsTarget,
  permissions: readonly string[],
  folder: string,
  t: Translate,
): { readonly message: string; readonly detail: string } {
  const services = new Map<string, string[]>();
  for (const permission of permissions) {
    const [service = '', call = ''] = permission.split(':');
    services.set(service, [...(services.get(service) ?? []), call]);
  }
  const calls = [...services].map(([service, names]) => `${service}: ${names.join(', ')}`);
  const once =
    profile === undefined
      ? t('VPC Lens calls AWS once, with your own credentials. All calls only read:')
      : t('VPC Lens calls AWS once, with the credentials of the profile {0}. All calls only read:', profile);
  return {
    message: t('Read the networks of {0} from AWS?', region),
    detail: [
      once,
      ...calls,
      t('The answers are written into {0}. Credentials are neither written nor logged.', folder),
    ].join('\n\n'),
  };
}

/** A sentence on what was written, and one for each part that a permission leaves out. */
export function writtenText(
  {
    written,
    denied,
    shown,
  }: {
    readonly written: readonly { readonly part: string; readonly count: number }[];
    readonly denied: readonly string[];
    readonly shown: string;
  },
  t: Translate,
): string {
  const counted = (part: string, one: string, several: (count: number) => string) => {
    const count = written.find((each) => each.part === part)?.count;
    return count === undefined ? [] : [count === 1 ? one : several(count)];
  };
  const found = [
    ...counted('Vpcs', t('1 VPC'), (count) => t('{0} VPCs', count)),
    ...counted('Subnets', t('1 subnet'), (count) => t('{0} subnets', count)),
    ...counted('SecurityGroups', t('1 security group'), (count) => t('{0} security groups', count)),
  ];
  const sentence =
    found.length > 0
      ? t('{0} and what belongs to them: written to {1}.', found.join(', '), shown)
      : t('The answers of AWS: written to {0}.', shown);
  return [sentence, ...denied].join(' ');
}

export function readFailureText(sentence: string, t: Translate): string {
  return t('AWS could not be asked: {0}', sentence);
}
