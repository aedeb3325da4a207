import { listed } from '../../../wording/listed.ts';
import { isTrue } from '../../../zappa/python.ts';
import { type Stage, settingValue, writtenValues } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

const PARTS = ['certificate_key', 'certificate_chain'];

/** Settings that provide a certificate by another way. */
const OTHERS = ['certificate_arn', 'lets_encrypt_key'];

/** A certificate file without its private key or its chain. */
export default defineRule({
  id: 'zappa-certificate-incomplete',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The certificate of the domain lacks its key or its chain',
  why: 'zappa certify imports a certificate from three files: certificate, certificate_key and certificate_chain. Without one of them it stops with an error, and the domain has no certificate.',
  howToFix: 'Name the missing file, or use certificate_arn for a certificate that is in ACM already.',
  sources: ['zappa/cli.py:2412-2456'],

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'certificate') : []) {
      if (owner.isExtended || isTrue(value) !== true || OTHERS.some((name) => isSet(owner, name))) continue;
      const missing = PARTS.filter((name) => !isSet(owner, name));
      if (missing.length === 0) continue;
      yield {
        at: value,
        stage: owner.name,
        extendedBy,
        message: `Stage "${owner.name}" has certificate without ${listed(missing)}. zappa certify stops with an error.`,
      };
    }
  },
});

/** True also for a value that a pipeline fills in. */
function isSet(stage: Stage, name: string): boolean {
  return isTrue(settingValue(stage, name)) !== false;
}
