import { Document, isMap, isScalar, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Data } from '../syntax/edit.ts';
import type { NetworkTemplate } from './network.ts';

/** The sections of a template as plain data; YAML and JSON say the same. */
export function templateData({ description, parts }: NetworkTemplate): Readonly<Record<string, Data>> {
  const parameters = Object.assign({}, ...parts.map((part) => part.parameters));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    ...(Object.keys(parameters).length > 0 && { Parameters: parameters }),
    Resources: Object.assign({}, ...parts.map((part) => part.resources)),
    Outputs: Object.assign({}, ...parts.map((part) => part.outputs)),
  };
}

export function printJson(template: NetworkTemplate): string {
  return `${JSON.stringify(templateData(template), null, 2)}\n`;
}

/** A blank line, and a comment that describes the part, above the first resource of each part. */
function writeHeadings({ items }: YAMLMap, { parts }: NetworkTemplate): void {
  for (const { comment, resources } of parts) {
    const [first] = Object.keys(resources);
    const pair = items.find(({ key }) => isScalar(key) && key.value === first);
    if (!pair) continue;
    if (pair !== items[0]) spaceBefore(pair.key);
    if (comment !== undefined && isScalar(pair.key)) pair.key.commentBefore = ` ${comment}`;
  }
}

/** With the short forms of functions, and a comment above each part. */
export function printYaml(template: NetworkTemplate): string {
  const document = new Document();
  const root = nodeOf(templateData(template));
  document.contents = root as never;
  if (isMap(root)) {
    // Unquoted it is a date to YAML.
    const version = root.get('AWSTemplateFormatVersion', true);
    if (isScalar(version)) version.type = 'QUOTE_SINGLE';
    for (const section of root.items.slice(2)) spaceBefore(section.key);
    const resources = root.get('Resources');
    if (isMap(resources)) writeHeadings(resources, template);
  }
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: true });
}

function spaceBefore(key: unknown): void {
  if (isScalar(key)) key.spaceBefore = true;
}

function nodeOf(data: Data): Node {
  if (typeof data !== 'object' || data === null) return new Scalar(data);
  if (Array.isArray(data)) {
    const list = new YAMLSeq();
    list.items = data.map(nodeOf);
    return list;
  }
  const entries = Object.entries(data);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && /^(Ref|Fn::\w+)$/.test(name))
    return callOf(name, argument!);
  const map = new YAMLMap();
  map.items = entries.map(([key, value]) => new Pair(new Scalar(key), nodeOf(value)));
  map.flow = entries[0]?.[0] === 'Key'; // a tag is one line
  return map;
}

/** `!GetAtt A.B`, `!Select [0, !GetAZs '']`. */
function callOf(name: string, argument: Data): Node {
  const isDotted = name === 'Fn::GetAtt' && Array.isArray(argument);
  const node = nodeOf(isDotted ? argument.join('.') : argument);
  node.tag = `!${name.replace('Fn::', '')}`;
  if (node instanceof YAMLSeq) node.flow = true;
  return node;
}
