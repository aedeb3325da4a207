import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, codeActions, hover } from '../../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';
import { inventoryIn } from '../../inventory/reading.ts';

const TITLE = 'Copy AWS CLI commands for an inventory';

/** Whether the cursor is offered the commands, and whether its hover says how to get them. */
function hints(marked: string, options: { inventory?: boolean; canCopy?: boolean } = {}): [boolean, boolean] {
  const { text, offset } = readCursor(marked);
  const inventory = options.inventory ? inventoryIn('two-zones.json') : undefined;
  const analysis = analyze('zappa_settings.yml', text, { inventory });
  assert.ok(analysis);
  const at = positionAt(lineStartsOf(text), offset);
  const actions = codeActions(analysis, [], {
    range: { start: at, end: at },
    only: undefined,
    document: { uri: 'zappa_settings.yml', version: 1 },
    canCopy: options.canCopy ?? true,
  });
  const action = actions.find(({ title }) => title === TITLE);
  if (action)
    assert.match(JSON.stringify(action.command!.arguments), /aws ec2 describe-subnets --output json > /);
  return [action !== undefined, JSON.stringify(hover(analysis, at)).includes('Add an AWS inventory')];
}

const SETTINGS = `dev:
  s3_bucket: app
  vpc_config:
    SubnetIds: [subnet-0a10000000000000a]
    SecurityGroupIds: [sg-0a10000000000000a]
`;
const on = (place: string, text = SETTINGS) => text.replace(place, `<|>${place}`);

test('a stage whose ids nobody explains is told how to have them explained, where it is looked at', () => {
  assert.deepEqual(hints(on('vpc_config')), [true, true]);
  assert.deepEqual(hints(on('SubnetIds')), [true, true]);
  assert.deepEqual(hints(on('s3_bucket')), [false, false]);
});

test('not where an inventory is there, no id is written, or the editor cannot copy', () => {
  assert.deepEqual(hints(on('vpc_config'), { inventory: true }), [false, false]);
  assert.deepEqual(hints(on('vpc_config'), { canCopy: false }), [false, true]);
  const later = 'dev:\n  vpc_config: { SubnetIds: [$SUBNET], SecurityGroupIds: [] }\n';
  assert.deepEqual(hints(on('vpc_config', later)), [false, false]);
});

test('the hover says what the key is first, and leads to the command where the editor has it', () => {
  const { text, offset } = readCursor(on('vpc_config'));
  const analysis = analyze('zappa_settings.yml', text);
  assert.ok(analysis);
  const at = positionAt(lineStartsOf(text), offset);
  const shown = (options: object) => {
    const { contents } = hover(analysis, at, options) ?? {};
    return contents ? (contents as { value: string }).value : '';
  };
  const paragraphs = shown({ commands: ['vpcLens.copyInventoryCommands'] }).split('\n\n');
  assert.match(paragraphs[0]!, /^\*\*vpc_config\*\* — /);
  assert.equal(
    paragraphs.at(-1),
    '[Add an AWS inventory](command:vpcLens.copyInventoryCommands) to see which subnets reach the internet.',
  );
  assert.match(shown({}), /Add an AWS inventory to see which subnets reach the internet\.$/);
  // The editor shows what the schema says of the key, which this would come before.
  assert.equal(shown({ areKeysDescribed: true }), '');
});
