import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../server/src/syntax/parse.ts';
import { placeAt } from '../../server/src/syntax/place/place.ts';
import type { Format } from '../../server/src/syntax/tree.ts';
import { readCursor } from '../fixture.ts';

const HEAD = 'Resources:\n  A:\n    Properties:\n';
const P = 'Resources A Properties';

/** Text behind HEAD; the role and path, and after a bar what the place replaces. A dash is an empty line that needs one. */
const YAML: readonly (readonly [text: string, place: string | undefined])[] = [
  ['      <|>', `key ${P} |`],
  ['      Ci<|>dr', `key ${P} |Cidr`],
  ['      Ci<|>dr: 1', `key ${P} |Cidr`],
  ['      <|>Cidr: 1', `key ${P} |Cidr`],
  ['      A: 1\n      <|>', `key ${P} |`],
  ['      A: 1\n      B<|>\n      C: 2', `key ${P} |B`],
  ['      A:\n        B: 1\n      <|>', `key ${P} |`],
  ['      A:\n        B: 1\n        <|>', `key ${P} A |`],
  ['      A:\n        <|>', `key ${P} A |`],
  ['      A: 1\n        <|>', undefined],
  ['      A: 1\n        B<|>', undefined],
  ['      A\n      B: <|>', `value ${P} B |`],
  ['      A: 1\n      B\n        C: <|>', `value ${P} B C |`],
  ['      A: 1\n        B: <|>', `value ${P} B |`],
  ['      A:\t<|>', `value ${P} A |`],
  ['      A:\n        -<|>', `either ${P} A 0 |`],
  ['      "Ci<|>', `key ${P} |"Ci`],
  ['      A: <|>', `value ${P} A |`],
  ['      A:<|>', `value ${P} A |`],
  ['      A: x<|>y z # c', `value ${P} A |xy z`],
  ['      A: "x<|>', `value ${P} A |"x`],
  ["      A: '<|>'", `value ${P} A |''`],
  ['      A: "x<|>y" # c', `value ${P} A |"xy"`],
  ['      A: # <|>', undefined],
  ['      A: 1 # <|>', undefined],
  ['      # <|>', undefined],
  ['      A: !<|>', `value ${P} A |!`],
  ['      A: !Re<|>f', `value ${P} A |!Ref`],
  ['      A: !Ref <|>', `value ${P} A !Ref |`],
  ['      A: !Ref V<|>', `value ${P} A !Ref |V`],
  ['      A: !Ref\n      B: <|>', `value ${P} B |`],
  ['      A: !GetAtt X.<|>', `value ${P} A !GetAtt |X.`],
  ['      A: !Ref X <|>', `value ${P} A !Ref |X `],
  ['      A: [<|>', `value ${P} A 0 |`],
  ['      A: [<|>]', `value ${P} A 0 |`],
  ['      A: [x, <|>', `value ${P} A 1 |`],
  ['      A: [x, y<|>, z]', `value ${P} A 1 |y`],
  ['      A: [x <|>, z]', undefined],
  ['      A: [[x, y], <|>', `value ${P} A 1 |`],
  ['      A: [!Ref <|>', `value ${P} A 0 !Ref |`],
  ['      A: [!Ref X, !Sub "<|>', `value ${P} A 1 !Sub |"`],
  ['      A: !Select [0, !Cidr [!GetAtt V.B, <|>', `value ${P} A !Select 1 !Cidr 1 |`],
  ['      A: !Select [0, !Cidr [a, 2, 8], <|>', `value ${P} A !Select 2 |`],
  ['      A: [x, # <|>', undefined],
  ['      A: [x,\n        # y <|>', undefined],
  ['      A: [x, # y\n        <|>', `value ${P} A 1 |`],
  ['      A: [x,\n        y] <|>', undefined],
  ['      A: {B: <|>', `value ${P} A B |`],
  ['      A: {B: 1, <|>', `key ${P} A |`],
  ['      A: {B: 1, C<|>}', `key ${P} A |C`],
  ['      A: {B: {C: 1}, <|>', `key ${P} A |`],
  ['      A: {B: [1, {C: <|>', `value ${P} A B 1 C |`],
  ['      A: [x,\n        y,\n        <|>\n      ]', `value ${P} A 2 |`],
  ['      A: [x\n      B: <|>', `value ${P} B |`],
  ['      A: "x\n      B: <|>', `value ${P} B |`],
  ['      A:\n        - <|>', `either ${P} A 0 |`],
  ['      A:\n        - x\n        - <|>', `either ${P} A 1 |`],
  ['      A:\n      - x\n      - <|>', `either ${P} A 1 |`],
  ['      A:\n        - x\n        <|>', `value ${P} A 1 - |`],
  ['      A:\n      - x\n      <|>', `key ${P} |`],
  ['      A:\n        - B: 1\n          <|>', `key ${P} A 0 |`],
  ['      A:\n        - B: 1\n        - C<|>', `either ${P} A 1 |C`],
  ['      A:\n        - B: <|>', `value ${P} A 0 B |`],
  ['      A:\n        - - <|>', `either ${P} A 0 0 |`],
  ['      A:\n        - !Ref <|>', `value ${P} A 0 !Ref |`],
  ['      A: !If\n        - C\n        - <|>', `either ${P} A !If 1 |`],
  ['      A:\n        Fn::If:\n          - C\n          - <|>', `either ${P} A Fn::If 1 |`],
  ['      A:\n        Ref: <|>', `value ${P} A Ref |`],
  ['      A: |\n        text <|>', `value ${P} A text`],
  ['      A: !Sub |\n        text ${<|>\n', `value ${P} A !Sub text`],
  ['      A: |\n        B: 1\n      C: <|>', `value ${P} C |`],
  ['      A: |\n\n        B: [\n      C: <|>', `value ${P} C |`],
  ['      A: &x\n        B: <|>', `value ${P} A B |`],
  ['      AWS::X::Y: <|>', `value ${P} AWS::X::Y |`],
  ['  B:\n    <|>', 'key Resources B |'],
  ['  <|>', 'key Resources |'],
  ['Outputs:\n  O: <|>', 'value Outputs O |'],
  ['Out<|>', 'key |Out'],
];

for (const [marked, expected] of YAML) {
  test(`YAML ${JSON.stringify(marked)}`, () => {
    const { text, offset } = readCursor(HEAD + marked);
    assert.equal(told(text, 'yaml', offset), expected);
    // What follows does not matter.
    const more = `${text.endsWith('\n') ? text : `${text}\n`}  Z:\n    Type: X\n`;
    assert.equal(told(more, 'yaml', offset), expected);
    const withCarriageReturns = HEAD + marked;
    const crlf = readCursor(withCarriageReturns.replaceAll('\n', '\r\n'));
    assert.equal(told(crlf.text, 'yaml', crlf.offset), expected, 'with CRLF');
  });
}

const JSON_CASES: readonly (readonly [text: string, place: string | undefined])[] = [
  ['<|>', `key ${P} |`],
  ['"<|>"', `key ${P} |""`],
  ['"Ci<|>', `key ${P} |"Ci`],
  ['"Ci<|>dr": 1', `key ${P} |"Cidr"`],
  ['"A": 1, <|>', `key ${P} |`],
  ['"A": 1 <|>', undefined],
  ['"A": 1\n <|>', `key ${P} |`],
  ['"A": 1\n "B<|>', `key ${P} |"B`],
  ['"A": [1\n <|>', `value ${P} A 1 |`],
  ['"A": 1\n "B": <|>', `value ${P} B |`],
  ['"A" <|>', undefined],
  ['"A":<|>', `value ${P} A |`],
  ['"A": <|>', `value ${P} A |`],
  ['"A": "<|>"', `value ${P} A |""`],
  ['"A": "x<|>', `value ${P} A |"x`],
  ['"A": "x<|>, "B": "y"', `value ${P} A |"x`],
  ['"A": 10<|>', `value ${P} A |10`],
  ['"A": tr<|>,', `value ${P} A |tr`],
  ['"A": {"Ref": <|>', `value ${P} A Ref |`],
  ['"A": {"Ref": "V<|>"}', `value ${P} A Ref |"V"`],
  ['"A": {<|>', `key ${P} A |`],
  ['"A": [<|>', `value ${P} A 0 |`],
  ['"A": [1, <|>', `value ${P} A 1 |`],
  ['"A": [1, <|>]', `value ${P} A 1 |`],
  ['"A": [{"B": 1}, {<|>', `key ${P} A 1 |`],
  ['"A": {"Fn::Select": [0, {"Fn::Cidr": [1, <|>', `value ${P} A Fn::Select 1 Fn::Cidr 1 |`],
  ['"A": "{[", "B": <|>', `value ${P} B |`],
  ['"A": "\\"", "B": <|>', `value ${P} B |`],
  ['"A": [1}, "B": <|>', `value Resources A B |`],
  ['"A": 1, // it is "x\n "<|>"', `key ${P} |""`],
  ['"A": 1, /* it is "x\n */ "<|>"', `key ${P} |""`],
  ['"A": 1, # it is "x\n "<|>"', `key ${P} |""`],
  ['"A": "//", "B": <|>', `value ${P} B |`],
  ['"A": 1, // <|>', undefined],
  ['"A": 1, /* <|>', undefined],
];

for (const [marked, expected] of JSON_CASES) {
  test(`JSON ${JSON.stringify(marked)}`, () => {
    const { text, offset } = readCursor(`{"Resources": {"A": {"Properties": {${marked}`);
    assert.equal(told(text, 'json', offset), expected);
    assert.equal(told(`${text}\n}}},\n"B": {}}}`, 'json', offset), expected);
  });
}

const TOML: readonly (readonly [text: string, place: string | undefined])[] = [
  ['<|>', 'key |'],
  ['[dev]<|>', undefined],
  ['[de<|>', undefined],
  ['[dev]\n<|>', 'key dev |'],
  ['[dev]\nvp<|>c_config', 'key dev |vpc_config'],
  ['[dev]\nvpc_config.<|>', 'key dev vpc_config |'],
  ['[dev]\nvpc_config.Sub<|>', 'key dev vpc_config |Sub'],
  ['[dev."a.b"]\n<|>', 'key dev a.b |'],
  ['[dev]\n"a.b".c = <|>', 'value dev a.b c |'],
  ['[dev] # [prod]\nA = 1\n<|>', 'key dev |'],
  ['[dev]\n# A = <|>', undefined],
  ['[dev]\nA = 1 # <|>', undefined],
  ['[dev]\nA =<|>', 'value dev A |'],
  ['[dev]\nA = tr<|>', 'value dev A |tr'],
  ['[dev]\nA = "tr<|>', 'value dev A |"tr'],
  ['[dev]\nA = "x # y<|>"', 'value dev A |"x # y"'],
  ['[dev]\nA = "x" <|>', undefined],
  ['[dev]\nA = [<|>', 'value dev A 0 |'],
  ['[dev]\nA = ["x", "<|>"]', 'value dev A 1 |""'],
  ['[dev]\nA = [\n  "x", # y\n  <|>\n]', 'value dev A 1 |'],
  ['[dev]\nA = [\n  "x", # <|>\n]', undefined],
  ['[dev]\nA = ["x"]\n<|>', 'key dev |'],
  ['[dev]\nA = ["x"] <|>', undefined],
  ['[dev]\nA = ["x", "y"\n  <|>', undefined],
  ['[dev]\nA = {B<|>', 'key dev A |B'],
  ['[dev]\nA = {B = <|>', 'value dev A B |'],
  ['[dev]\nA = {B = ["x", <|>', 'value dev A B 1 |'],
  ['[dev]\nA = {B = 1, <|>', 'key dev A |'],
  ['[dev]\nA = """\nB = <|>', undefined],
  ['[dev]\nA = """\nB = \n"""\nC = <|>', 'value dev C |'],
  ['[[dev.A]]\nB = 1\n[[dev.A]]\nB = <|>', 'value dev A 1 B |'],
];

for (const [marked, expected] of TOML) {
  test(`TOML ${JSON.stringify(marked)}`, () => {
    for (const written of [marked, marked.replaceAll('\n', '\r\n')]) {
      const { text, offset } = readCursor(written);
      assert.equal(told(text, 'toml', offset), expected, JSON.stringify(written));
      assert.equal(told(`${text}\n[other]\nZ = 1\n`, 'toml', offset), expected, JSON.stringify(written));
    }
  });
}

function told(text: string, format: Format, offset: number): string | undefined {
  const place = placeAt(parse(text, format), offset);
  if (!place) return undefined;
  const { role, path, typed, needsDash, isBlockText } = place;
  const where = [role, ...path].join(' ');
  if (isBlockText) return `${where} text`;
  return `${where}${needsDash ? ' -' : ''} |${text.slice(typed.start, typed.end)}`;
}

test('an offset that is none has no place', () => {
  const tree = parse(`${HEAD}      A: 1\n`, 'yaml');
  for (const offset of [Number.NaN, -1, 1e9]) assert.equal(placeAt(tree, offset), undefined);
});

const BEGIN = { yaml: 'Resources:\n  A:\n', json: '{"Resources": {"A": ', toml: '[dev]\nA = ' };

test('every offset of random texts has a place around it or none', () => {
  const piece = fc.constantFrom(
    ...'- |: | = |[a]|[|]|{|}|,|"|\'|!Ref |!Sub|\n|\n  |\n    |\n      |A|B: |x.y|# |\\|&a |*a|${|\r\n|\t'.split(
      '|',
    ),
    '|',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom('yaml' as const, 'json' as const, 'toml' as const),
      (pieces, format) => {
        const text = BEGIN[format] + pieces.join('');
        const tree = parse(text, format);
        for (let offset = 0; offset <= text.length; offset++) {
          const place = placeAt(tree, offset);
          if (place)
            assert.ok(
              place.typed.start <= offset && offset <= place.typed.end,
              JSON.stringify([text, offset]),
            );
        }
      },
    ),
  );
});
