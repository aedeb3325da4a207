import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FACTS } from '../../server/src/aws/facts.ts';

const ROOT = new URL('../../server/src/', import.meta.url);

/** An id as code and comments write it: `CIDR-06`, or `G39` for a rule of the catalogue. */
const ID =
  /\b(?:(?:ACL|ADM|ALB|API|BPA|CIDR|CVPN|DB|DNS|DX|EFS|EICE|EIGW|EIP|EKS|ELB|EP|FN|ID|LAM|LOG|NAT|NET|NLB|PCX|RDS|REG|RT|SG|SUB|TGW|VPN|X)-\d\d|G\d{1,2})\b/g;

/** Every fact that some file names, with one of the files. */
function namedFacts(): Map<string, string> {
  const named = new Map<string, string>();
  for (const entry of readdirSync(ROOT, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts') || /facts\.ts$/i.test(entry)) continue;
    const text = readFileSync(new URL(entry.replaceAll('\\', '/'), ROOT), 'utf8');
    for (const [id] of text.matchAll(ID)) named.set(id, entry);
  }
  return named;
}

test('every fact that the code names is written down, and every one written down is named', () => {
  const named = namedFacts();
  assert.ok(named.size > 30);
  for (const [id, file] of named) assert.ok(FACTS[id], `${file} names ${id}, which facts.ts does not have`);
  for (const id of Object.keys(FACTS)) assert.ok(named.has(id), `no file names ${id}`);
});

test('every fact says something and has a source', () => {
  for (const [id, { says, source }] of Object.entries(FACTS)) {
    assert.match(says, /^[A-Z`].*\.$/, id);
    assert.match(source, /^(https:\/\/|zappa\/)/, id);
  }
});
