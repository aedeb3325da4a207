import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../syntax/tree.ts';

/**
 * The ids of resources in SAM's connectors, of their own or within their source:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
 */
export function connectedIds(root: Node | undefined): readonly Scalar[] {
  return entriesOf(valueAt(root, 'Resources')).flatMap(({ value: resource }) => {
    const type = valueAt(resource, 'Type');
    const isConnector = type?.kind === 'scalar' && type.text === 'AWS::Serverless::Connector';
    const connectors = [
      ...(isConnector ? [resource] : []),
      ...entriesOf(valueAt(resource, 'Connectors')).map(({ value }) => value),
    ];
    return connectors.flatMap((one) =>
      ['Source', 'Destination'].flatMap((end) => idsIn(valueAt(one, 'Properties', end))),
    );
  });
}

function idsIn(end: Node | undefined): readonly Scalar[] {
  const ends = end?.kind === 'sequence' ? end.items.map(resolved) : [end];
  return ends.flatMap((one) => {
    const id = valueAt(one, 'Id');
    return id?.kind === 'scalar' && id.tag === undefined ? [id] : [];
  });
}
