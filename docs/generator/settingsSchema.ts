import { SEVERITIES } from '../../server/src/rules/defineRule.ts';
import { PROFILES } from '../../server/src/rules/engine/runRules.ts';
import { rules } from '../../server/src/rules/index.ts';
import { SUITE_PROPERTIES } from './networkTestsSchema.ts';

/** Where the extension's manifest names it, so that an editor completes and checks `vpc-lens.json`. */
export const SCHEMA_FILE = new URL('../../client/vpc-lens.schema.json', import.meta.url);

/** The JSON schema of `vpc-lens.json`, with every rule by its name. `server/src/settings/settings.ts` reads the file. */
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
        description:
          'Which rules run: the recommended ones, all, or only those for what AWS or Zappa rejects.',
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        description: 'Severities by rule id; off turns a rule off.',
        properties: Object.fromEntries(
          [...rules]
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .map(({ id, title, severity }) => [
              id,
              { enum: ['off', ...SEVERITIES], description: `${title}. Default: ${severity}.` },
            ]),
        ),
      },
      exclude: {
        type: 'array',
        items: { type: 'string' },
        description: "Globs of files to skip, relative to this file's folder.",
      },
      parameters: {
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'boolean'] },
        description: 'Values for CloudFormation parameters, by name, used instead of their defaults.',
      },
      parameterFiles: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description:
          "Which parameter file a template uses: a glob of templates and the file's path, both relative to this file's folder.",
      },
      zappa: {
        type: 'object',
        additionalProperties: false,
        description: 'Where Zappa settings are.',
        properties: {
          files: {
            type: 'array',
            items: { type: 'string' },
            description:
              "Globs of Zappa settings files with other names, such as those passed to zappa -s; relative to this file's folder.",
          },
        },
      },
      expect: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['tests'],
          properties: SUITE_PROPERTIES,
        },
        description:
          "Network tests: what must hold, by globs of templates and Zappa settings, relative to this file's folder.",
      },
      inventory: {
        type: 'string',
        description:
          "A file or folder with AWS CLI output that describes existing networks, relative to this file's folder. Default: the folder .vpc-lens.",
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
