import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, diagnosticOf, openFile } from './workspace.ts';

/**
 * Mistakes that the JSON schema finds, that rules find, and that the format's own reader finds, with what VS Code
 * underlines of each, whoever says it.
 */
const SETTINGS = {
  json: `{
  "dev": {
    // what the guide says
    "vpc_config": { "subnet_ids": ["subnet-8f3c21d7"], "SecurityGroupIds": "sg-5d20c8b4" },
    "slim_handler": "false",
    "timeout_seconds": "30",
    "memory_size": "$MEMORY",
    "async_source": "sqs",
    "efs_config": [{ "LocalMountPath": "/data" }],
    "environment_variables": { "PORT": 8000 }
  },
  "prod": { "extends": "nowhere" },
  "test": ["dev"]
}
`,
  yml: `dev:
  vpc_config: { subnet_ids: [subnet-8f3c21d7], SecurityGroupIds: sg-5d20c8b4 }
  slim_handler: "false"
  timeout_seconds: "30"
  memory_size: $MEMORY
  efs_config: [{ LocalMountPath: /data }]
  environment_variables: { PORT: 8000 }
prod:
  extends: nowhere
`,
  toml: `[dev]
slim_handler = "false"
timeout_seconds = "30"
memory_size = "$MEMORY"
efs_config = [{ LocalMountPath = "/data" }]
[dev.vpc_config]
subnet_ids = ["subnet-8f3c21d7"]
SecurityGroupIds = "sg-5d20c8b4"
[dev.environment_variables]
PORT = 8000
[prod]
extends = "nowhere"
`,
} as const;

/** Of the words that are underlined in every format, and those that only JSON has. */
const UNDERLINED = ['subnet_ids', 'sg-5d20c8b4', 'false', '30', '/data', '8000', 'nowhere'];
const MORE = { json: ['sqs', 'what the guide'], yml: [], toml: [] } as const;

for (const [ending, text] of Object.entries(SETTINGS) as [keyof typeof SETTINGS, string][]) {
  test(`zappa_settings.${ending}: nothing is reported twice, whoever reports it`, async () => {
    const name = `zappa-once/${ending}/zappa_settings.${ending}`;
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    try {
      const { document } = await openFile(name);
      await diagnosticOf(document, 'zappa-vpc-key');
      const wanted = [...UNDERLINED, ...MORE[ending]];
      const all = () => vscode.languages.getDiagnostics(uri);
      const on = (word: string) => {
        const start = text.indexOf(word);
        const place = new vscode.Range(document.positionAt(start), document.positionAt(start + word.length));
        return all().filter(({ range }) => range.intersection(place)?.isEmpty === false);
      };
      // The schema's findings come from another server, in its own time.
      await eventually(`a finding on each of ${wanted.join(', ')}; there are ${told(all())}`, () =>
        wanted.every((word) => on(word).length > 0) ? true : undefined,
      );
      for (const word of wanted) assert.equal(on(word).length, 1, told(on(word)));
      assert.deepEqual(on('$MEMORY'), [], told(on('$MEMORY')));
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '../..'), { recursive: true });
    }
  });
}

function told(diagnostics: readonly vscode.Diagnostic[]): string {
  return diagnostics
    .map(({ source, range, message }) => `${range.start.line + 1} ${source}: ${message}`)
    .join('\n');
}
