import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { answerTool } from '../../server/src/cli/mcp/answerTool.ts';
import { TOOLS } from '../../server/src/cli/mcp/tools.ts';
import { shownManifest as manifest } from './manifest.ts';

test('the tools of VS Code are those of vpc-lens mcp', () => {
  const expected = TOOLS.map(({ name, title, description, input }) => {
    const { $schema: _, ...inputSchema } = z.toJSONSchema(z.object(input));
    return {
      name: `vpc_lens_${name}`,
      toolReferenceName: `vpcLens${name.replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase())}`,
      displayName: title,
      userDescription: description.slice(0, description.search(/[.:;]/) + 1).replace(/[:;]$/, '.'),
      modelDescription: description,
      canBeReferencedInPrompt: true,
      icon: '$(type-hierarchy-sub)',
      inputSchema,
    };
  });
  assert.deepEqual(manifest.contributes.languageModelTools, JSON.parse(JSON.stringify(expected)));
});

test('what a model asks is checked before a command runs', async () => {
  const never = () => Promise.reject(new Error('A command ran.'));
  assert.deepEqual(await answerTool('reach', { file: 'a.yaml' }, never), {
    text: '✖ Invalid input: expected string, received undefined\n  → at from\n✖ Invalid input: expected string, received undefined\n  → at to',
    isError: true,
  });
  assert.deepEqual(await answerTool('deploy', {}, never), {
    text: 'There is no tool deploy.',
    isError: true,
  });
});

test('options are never read from what a model writes', async () => {
  let ran: readonly string[] = [];
  const run = async (args: readonly string[]) => {
    ran = args;
    return { status: 0 as const, stdout: 'fine\n', stderr: '' };
  };
  assert.deepEqual(await answerTool('check', { paths: ['--fix'] }, run), { text: 'fine\n', isError: false });
  assert.deepEqual(ran, ['check', '--', '--fix']);
});
