import { SEVERITIES } from '../server/src/rules/defineRule.ts';
import { PROFILES } from '../server/src/rules/engine/runRules.ts';
import { rules } from '../server/src/rules/index.ts';

/** Where the extension's manifest names it, so that an editor completes and checks `vpc-lens.json`. */
export const SCHEMA_FILE = new URL('../client/vpc-lens.schema.json', import.meta.url);

/** The JSON schema of `vpc-lens.json`, with every rule by its name. `server/src/settings.ts` reads the file. */
export function settingsSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'VPC Lens settings',
    type: 'object',
    additionalProperties: false,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string' },
      profile: {
        enum: PROFILES,
        default: 'recommended',
        description: 'Which rules run: the recommended ones, every one, or only what AWS or Zappa refuses.',
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        description: "A rule's own severity, or off.",
        properties: Object.fromEntries(
          [...rules]
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .map(({ id, title, severity }) => [
              id,
              { enum: ['off', ...SEVERITIES], description: `${title}. By itself: ${severity}.` },
            ]),
        ),
      },
      exclude: {
        type: 'array',
        items: { type: 'string' },
        description: 'Globs of files that are not checked, relative to the folder of this file.',
      },
      parameters: {
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'boolean'] },
        description:
          "Values of CloudFormation parameters in place of their defaults, by the parameters' names.",
      },
      parameterFiles: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description:
          'A parameter file by a glob of the templates that it is for, both relative to the folder of this file.',
      },
      zappa: {
        type: 'object',
        additionalProperties: false,
        description: 'Where settings of Zappa are.',
        properties: {
          files: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Globs of files that are Zappa settings whatever they are called, as those named by zappa -s; relative to the folder of this file.',
          },
        },
      },
      inventory: {
        type: 'string',
        description:
          'A file or folder with what AWS answered about networks that exist, relative to the folder of this file. Without it the folder .vpc-lens.',
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
