import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonToYaml } from '../../server/src/syntax/json/toYaml.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { documentFor, layout } from './edit/documents.ts';
import { comparable, plainOfTree } from './edit/plain.ts';
import { print } from './edit/printing.ts';

const convert = (text: string) => jsonToYaml(parse(text, 'json'));

test('comments stay where they stood, lists of one line stay on one line', () => {
  const json = `// Settings of the shop.
{
  "dev": { // for us
    /* The network:
     * two zones. */
    "vpc_config": {
      "SubnetIds": ["subnet-8f3c21d7", "subnet-4b09e6a2"], // private
      "SecurityGroupIds": [
        "sg-5d20c8b4", // to the database
      ],
      // no more
    },
    "debug": "no",
    "tags": {},
    "events": [{ "function": "a.b", "expression": "rate(1 day)" }]
  }
}
// end
`;
  assert.equal(
    convert(json),
    `# Settings of the shop.
dev: # for us
  # The network:
  # two zones.
  vpc_config:
    SubnetIds: [subnet-8f3c21d7, subnet-4b09e6a2] # private
    SecurityGroupIds:
      - sg-5d20c8b4 # to the database
    # no more
  debug: "no"
  tags: {}
  events: [{ function: a.b, expression: rate(1 day) }]
# end
`,
  );
});

test('what is broken is not converted', () => {
  for (const text of ['{"dev": {', '{dev: {}}', '']) assert.equal(convert(text), undefined, text);
});

test('whatever JSON says, the YAML says too, with every comment', () => {
  fc.assert(
    fc.property(documentFor('json'), layout, (model, how) => {
      const { text, comments } = print(model, 'json', how);
      const yaml = convert(text);
      assert.ok(yaml !== undefined, text);
      const said = (format: 'json' | 'yaml', source: string) =>
        comparable(plainOfTree(parse(source, format)), 'json');
      assert.equal(said('yaml', yaml), said('json', text), yaml);
      for (const comment of comments.keys()) {
        assert.ok(yaml.includes(`# ${comment.slice(3)}`), `${comment} is lost in\n${yaml}`);
      }
    }),
    { numRuns: 300 },
  );
});
