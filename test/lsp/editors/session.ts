import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Letters of two bytes before the place: some editors count bytes, others letters, and the protocol UTF-16. */
export const TEMPLATE = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { Tags: [{ Key: Name, Value: "für Läufer" }], VpcId: !Ref Vpc, CidrBlock: 10.0.1.5/24 }
`;

/** The line with the mistake, from 0. */
export const ROW = 7;
export const LINE = TEMPLATE.split('\n')[ROW]!;

/** The section of an editor in docs/editors.md. */
export function sectionOf(editor: string): string {
  const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  const sections = page.split(/^## /m);
  return sections.find((section) => section.startsWith(editor))!;
}

/** The first lines of an editor's section that are in that language. */
export function setUpOf(editor: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(sectionOf(editor))![1]!;
}

/** Puts `vpc-lens` into the folder, and gives an environment that has it on its PATH. */
export function withProgram(folder: string): NodeJS.ProcessEnv {
  const program = join(folder, 'vpc-lens');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli.js')}" "$@"\n`);
  chmodSync(program, 0o755);
  return { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };
}
