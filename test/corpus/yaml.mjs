// CloudFormation JSON as the YAML people write: `!Ref`, `!GetAtt A.B`, `!Sub …` instead of the long forms.
import { Document, isScalar, Scalar, visit } from 'yaml';

/** The template as YAML with every function in its short form, nested ones included. */
export function asYaml(template) {
  const document = new Document(template, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Map(_, node) {
      const call = node.items.length === 1 ? node.items[0] : undefined;
      const name = isScalar(call?.key) ? /^(?:Fn::(\w+)|(Ref|Condition))$/.exec(call.key.value) : null;
      // `!Condition` exists only inside other conditions; there it is always the map's only entry too.
      if (!name || call.value == null) return undefined;
      return shortForm(name[1] ?? name[2], call.value);
    },
  });
  return document.toString({ lineWidth: 0 });
}

function shortForm(name, value) {
  if (name === 'GetAtt' && !isScalar(value)) {
    const parts = value.items.map((part) => (isScalar(part) ? part.value : undefined));
    // An attribute name may itself be a Ref; then only the list form can say it.
    if (parts.every((part) => typeof part === 'string')) value = new Scalar(parts.join('.'));
  }
  value.tag = `!${name}`;
  return value;
}
