import { resolve } from 'node:path';
import { Option } from 'commander';
import { readNamed } from '../../files/named.ts';
import { parameterValuesOf } from '../../files/parameterValues.ts';
import { ArgumentError } from './argumentError.ts';

/** `--parameter NAME=VALUE`, repeatable. */
function addParameter(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new ArgumentError(`--parameter must be NAME=VALUE, not "${text}".`);
  return new Map([...before, [text.slice(0, equals), text.slice(equals + 1)]]);
}

export function parameterOption(): Option {
  return new Option('--parameter <NAME=VALUE>', 'value of a CloudFormation parameter; repeatable')
    .argParser(addParameter)
    .default(new Map(), 'template defaults');
}

export function parameterFileOption(): Option {
  return new Option('--parameter-file <FILE>', 'file with values of CloudFormation parameters; repeatable')
    .argParser((file: string, before: readonly string[]) => [...before, file])
    .default([], 'none');
}

/** The values of `--parameter-file`, overridden by those of `--parameter`, or a sentence about what cannot be read. */
export function givenParameters(
  { parameter, parameterFile }: { parameter: ReadonlyMap<string, string>; parameterFile: readonly string[] },
  cwd: string,
): ReadonlyMap<string, string> | { readonly problem: string } {
  const problems: string[] = [];
  const values = parameterFile.flatMap((name) => [
    ...parameterValuesOf({ name, content: readNamed(resolve(cwd, name), undefined, []) }, (problem) =>
      problems.push(problem),
    ),
  ]);
  const [problem] = problems;
  return problem === undefined ? new Map([...values, ...parameter]) : { problem };
}
