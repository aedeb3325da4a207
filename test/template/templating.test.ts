// Lines of other tools in a text that is no YAML without them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { templatingIn } from '../../server/src/template/templating.ts';

/** The line, and what of it is a tag; undefined if the text is only broken. */
const LINES: readonly (readonly [line: string, tag: string | undefined])[] = [
  ['{% if production %}', '{% if production %}'],
  ['  {% for zone in zones %}', '{% for zone in zones %}'],
  ['  {%- endif %}  ', '{%- endif %}'],
  ['{{#each subnets}}', '{{#each subnets}}'],
  ['{{/each}}', '{{/each}}'],
  ['{{^production}}', '{{^production}}'],
  ['{{> partial}}', '{{> partial}}'],
  ['{{! a comment }}', '{{! a comment }}'],
  ['{{~ production ~}}', '{{~ production ~}}'],
  ['<% if production %>', '<% if production %>'],
  ['  - <% if production %>', '<% if production %>'],
  ['{{ if .Production }}', '{{ if .Production }}'],
  ['{{- range .Zones }}', '{{- range .Zones }}'],
  ['{{ end }}', '{{ end }}'],
  ['{{ template "x" . }}', '{{ template "x" . }}'],
  ['{{ ending }}', undefined],
  ['{{ production }}', undefined],
  ['name: {% if production %}', undefined],
  ['{ if production }', undefined],
];

for (const [line, tag] of LINES)
  test(`${line.trim()} ${tag === undefined ? 'is no line of another tool' : 'controls lines'}`, () => {
    // The last line cannot be read as YAML, whatever stands before it.
    const tree = parse(`Resources:\n  Vpc: { Type: AWS::EC2::VPC }\n${line}\n  'a': "b": [\n`, 'yaml');
    assert.ok(tree.problems.some(({ kind }) => kind === 'broken'));
    const span = templatingIn(tree);
    assert.equal(span && tree.text.slice(span.start, span.end), tag);
  });

test('a text that can be read has no line of another tool', () => {
  assert.equal(templatingIn(parse("Resources: { A: '{% if x %}' }\n# {% if x %}\n", 'yaml')), undefined);
});
