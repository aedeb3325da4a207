import { formatCount } from '../../cidr/format.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A name or a description of a security group, or of one of its rules, with characters that EC2 does not accept. */
export default defineRule({
  id: 'sg-text-refused',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EC2 does not accept this name or description',
  why: 'Names and descriptions of security groups, and descriptions of their rules, have at most 255 characters: ASCII letters and digits, spaces and some punctuation. EC2 rejects other characters, such as apostrophes and umlauts, and the stack fails. A name cannot start with "sg-", and "default" is the name of the default group of each VPC.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/173',
  ],

  check: eachResource(
    ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
    function* ({ resource, object, property }) {
      if (resource.type !== 'AWS::EC2::SecurityGroup') {
        yield* textOf(object.id, 'Description', property('Description'));
        return;
      }
      yield* textOf(object.id, 'GroupDescription', property('GroupDescription'));
      yield* textOf(object.id, 'GroupName', property('GroupName'));
      for (const list of ['SecurityGroupIngress', 'SecurityGroupEgress']) {
        for (const rule of itemsOf(property(list)))
          if (rule.kind === 'fields')
            yield* textOf(object.id, 'Description', rule.fields.get('Description') ?? NO_VALUE);
      }
    },
  ),
});

/** The line break at the end of a block text is left alone: it is not documented whether EC2 rejects it. */
const STRANGE = /[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*\r\n\t]/gu;

const LENGTH = 255;

function* textOf(resource: string, name: string, value: Value): Generator<Report> {
  if (value.kind !== 'known') return;
  const { text } = value;
  const strange = [...new Set(text.match(STRANGE) ?? [])];
  const fault =
    strange.length > 0
      ? `contains ${strange.slice(0, 3).map(shown).join(' and ')}, which EC2 rejects`
      : text.length > LENGTH
        ? `has ${formatCount(BigInt(text.length))} characters; EC2 accepts at most ${LENGTH}`
        : name === 'GroupName' && /^sg-/.test(text)
          ? 'starts with "sg-", the prefix of security group ids, and EC2 rejects it'
          : name === 'GroupName' && text === 'default'
            ? 'is "default", the name of the default group of each VPC, and EC2 rejects it'
            : undefined;
  if (fault === undefined) return;
  const { origin, at, defaults } = value;
  const corrected = acceptedText(text);
  const canCorrect =
    (strange.length > 0 || /^sg-/.test(text)) &&
    origin?.start === at.start &&
    corrected !== '' &&
    corrected.length <= LENGTH &&
    !/^sg-|^default$/.test(corrected);
  yield {
    at,
    resource,
    defaults,
    message: `${name} of ${resource} ${fault}.`,
    fixes: canCorrect ? changeTo(origin, corrected, name !== 'GroupName') : [],
  };
}

function shown(character: string): string {
  return /\p{L}|\p{P}|\p{S}/u.test(character)
    ? character === '"'
      ? "'\"'"
      : `"${character}"`
    : `the character U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  '–': '-',
  '—': '-',
};

/** The text that EC2 accepts: letters without diacritics, and no other characters that it rejects. */
function acceptedText(text: string): string {
  return text
    .replace(/[äöüÄÖÜß–—]/g, (letter) => LETTERS[letter]!)
    .normalize('NFD')
    .replace(STRANGE, '')
    .replace(/^(?:sg-)+/, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
