import type { Analysis, ReachAnswer } from '../../languageService.ts';

/** An AWS id, which only an inventory can describe. */
const EXISTING_ID = /^(?:subnet|sg|vpc|rtb|acl|eni|igw|nat|vpce|pcx|tgw)-(?:[0-9a-f]{17}|[0-9a-f]{8})$/;

/** The options that would decide an unknown answer: values of parameters, an inventory. */
export function whatDecides({ decidedBy }: ReachAnswer, { content, inventory }: Analysis): readonly string[] {
  const parameters = content.kind === 'template' ? [...content.template.parameters.values()] : [];
  // An empty default usually means that the value is filled in at deployment.
  const open = parameters.filter(
    ({ name, default: preset }) => decidedBy.includes(name) && (preset?.text.trim() ?? '') === '',
  );
  return [
    ...open.map(({ name }) => `--parameter ${name}=VALUE`),
    ...(!inventory && decidedBy.some((name) => EXISTING_ID.test(name)) ? ['--inventory FILE'] : []),
  ];
}
