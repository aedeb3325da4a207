import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestionsFor } from '../../server/src/wording/newerThanSchema.ts';

/** A written name, a name of the schema, and whether the one is certainly a slip of the other. */
const CASES: readonly (readonly [written: string, known: string, isMisspelling: boolean])[] = [
  ['AvailabiltyZone', 'AvailabilityZone', true],
  ['SubnetID', 'SubnetId', true],
  ['SubnetId', 'SubnetIds', true],
  ['SecurityGroups', 'SecurityGroupIds', true],
  ['pv6CidrBlock', 'Ipv6CidrBlock', true],
  ['tpc', 'tcp', true],
  ['AWS::EC2:VPC', 'AWS::EC2::VPC', true],
  ['deletion_protection.enable', 'deletion_protection.enabled', true],
  ['AvailabilityZoneId', 'AvailabilityZone', false],
  ['Ipv6CidrBlock', 'Ipv4CidrBlock', false],
  // What AWS has beside each other today came one after the other.
  ['Ipv6Address', 'IpAddress', false],
  ['MinWebservers', 'MaxWebservers', false],
  ['UnhealthyThreshold', 'HealthyThreshold', false],
  ['OSReleaseLabel', 'ReleaseLabel', false],
  ['b200', 'h200', false],
  ['excluded', 'included', false],
];

for (const [written, known, expected] of CASES)
  test(`${written} is ${expected ? 'a slip of' : 'maybe newer than'} ${known}`, () => {
    assert.deepEqual(suggestionsFor(written, [known]), { suggestions: [known], isMisspelling: expected });
  });
