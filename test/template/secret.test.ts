// Which arguments of parameters are not shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { isSecret } from '../../server/src/template/secret.ts';
import { readTemplate } from '../../server/src/template/template.ts';

const CASES: readonly (readonly [name: string, value: string, isSecret: boolean, declaration?: string])[] = [
  ['Anything', 'x', true, 'NoEcho: true'],
  ['Anything', 'x', true, "NoEcho: 'TRUE'"],
  ['Anything', 'x', false, 'NoEcho: false'],
  ['Anything', '', true, 'NoEcho: true'],
  ['DbPassword', 'hunter2x', true],
  ['Passphrase', 'a word', true],
  ['db_pwd', 'some-word', true],
  ['ApiToken', 'some-word', true],
  ['Credentials', 'some-word', true],
  ['ApiKey', 'some-word', true],
  ['access_key', 'some-word', true],
  ['KeyName', 'some-word', false],
  ['StackName', 'some-word', false],
  // What networks consist of is shown whatever its name is.
  ['SecretPort', '5432', false],
  ['TokenBlock', '10.0.0.0/16', false],
  ['TokenBlock', '2001:db8::/56', false],
  ['UseSecret', 'true', false],
  ['UseSecret', 'Enabled', false],
  ['UseSecret', 'enabled!', true],
  ['SecretVpc', 'vpc-0123456789abcdef0', false],
  ['SecretVpc', 'vpc-0123456789abcdef0x', true],
  ['SecretVpc', 'vpc-0123', true],
  ['SecretVpc', 'vpc-0123456789abcdef01', true],
  ['SecretRegion', 'eu-central-1', false],
  ['SecretRegion', 'us-gov-west-1a', false],
  ['SecretSubnets', 'subnet-0123456789abcdef0, subnet-0123456789abcdef1', false],
  ['SecretSubnets', 'subnet-0123456789abcdef0, mine', true],
  // Secrets have forms of their own.
  ['Anything', 'AKIAABCDEFGHIJKLMNOP', true],
  ['Anything', 'ASIAABCDEFGHIJKLMNOP', true],
  ['Anything', 'AKIAABCDEFGHIJKLMNO', false],
  ['Anything', '-----BEGIN RSA PRIVATE KEY-----', true],
  ['Anything', 'ghp_abcdefghij0123456789', true],
  ['Anything', 'github_pat_abcdefghij0123456789', true],
  ['Anything', 'ghx_abcdefghij0123456789', false],
  ['Anything', 'eyJhbGciOiJIUzI1NiJ9.x', true],
  ['Anything', 'eyJhb.x', false],
  ['Anything', 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', true],
  ['Anything', 'wJalrXUtnFEMIK7MDENG', false],
  ['Anything', 'a-name-in-small-letters-with-0-digits', false],
];

for (const [name, value, expected, declaration = 'Type: String'] of CASES)
  test(`${name} ${value} (${declaration}) is ${expected ? 'a secret' : 'shown'}`, () => {
    const text = `Parameters:\n  ${name}: { Type: String, ${declaration} }\nResources:\n  Vpc: { Type: AWS::EC2::VPC }\n`;
    const parameter = readTemplate(
      parse(text.replace('Type: String, Type: String', 'Type: String'), 'yaml'),
    )!.parameters.get(name)!;
    assert.equal(isSecret(parameter, value), expected);
  });
