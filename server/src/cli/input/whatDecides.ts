import type { Analysis } from '../../languageService.ts';

/** An AWS id, which only an inventory can describe. */
const EXISTING_ID = /\b(?:subnet|sg|vpc|rtb|acl|eni|igw|nat|vpce|pcx|tgw)-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/;

/** The options that would decide something unknown: values of the parameters in these sentences, an inventory. */
export function whatDecides(
  sentences: readonly string[],
  { content, inventory }: Analysis,
): readonly string[] {
  const text = sentences.join(' ');
  const words = new Set(text.match(/[A-Za-z0-9]+/g));
  const parameters = content.kind === 'template' ? [...content.template.parameters.values()] : [];
  const open = parameters.filter(({ name, default: preset }) => preset === undefined && words.has(name));
  return [
    ...open.map(({ name }) => `--parameter ${name}=VALUE`),
    ...(!inventory && EXISTING_ID.test(text) ? ['--inventory FILE'] : []),
  ];
}
