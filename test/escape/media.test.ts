import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvField } from '../../server/src/escape/csv.ts';
import { code, md } from '../../server/src/escape/markdown.ts';
import { mermaidLabel } from '../../server/src/escape/mermaid.ts';
import { notificationText } from '../../server/src/escape/notification.ts';
import { printable, printableJson, printableLine } from '../../server/src/escape/printable.ts';
import { xmlText } from '../../server/src/escape/xml.ts';

const cases: readonly [what: string, actual: string, expected: string][] = [
  [
    'plain names stay as they are',
    md`${'PrivateSubnet1 10.0.0.0/24 (eu-west-1a)'}`.markdown,
    'PrivateSubnet1 10.0.0.0/24 (eu-west-1a)',
  ],
  ['a negative number is no list', md`**${'-1'}**`.markdown, '**-1**'],
  ['a list item is text', md`${'- x'}`.markdown, '\\- x'],
  ['a numbered item is text', md`${'1. x'}`.markdown, '1\\. x'],
  ['an address is no link', md`${'https://a.example'}`.markdown, 'https\\://a.example'],
  ['Markdown in Markdown stands', md`${md`**${'a*b'}**`}`.markdown, '**a\\*b**'],
  ['code with backticks', code('a`b').markdown, '`` a`b ``'],
  ['code that ends with a backtick', code('a`').markdown, '`` a` ``'],
  ['a formula is text', csvField('=cmd()'), "'=cmd()"],
  ['a comma and a quote', csvField('a,"b"'), '"a,""b"""'],
  ['markup', xmlText('<a b="c">&\u0001'), '&lt;a b=&quot;c&quot;&gt;&amp;·'],
  ['a label in two lines', mermaidLabel('a"#', '<b>'), '"a#34;#35;<br>#60;b#62;"'],
  ['a link in a notification', notificationText('[a](command:b)'), '[a] (command:b)'],
  ['an escape sequence', printable('a\u001b[31m\tb\n'), 'a·[31m\tb\n'],
  ['on one line', printableLine('a\r\nb\nc'), 'a b c'],
  ['JSON', printableJson('\u009b\u202e'), '"\\u009b\\u202e"'],
];

for (const [what, actual, expected] of cases) test(what, () => assert.equal(actual, expected));
