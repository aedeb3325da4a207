import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../syntax/tree.ts';

/** The ids of resources in all connectors of a template. */
export function connectedIds(root: Node | undefined): readonly Scalar[] {
  return entriesOf(valueAt(root, 'Resources')).flatMap(({ value }) => connectedIdsIn(value));
}

/**
 * The ids of resources in a connector of SAM, or in the connectors within their source:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
 */
export function connectedIdsIn(resource: Node): readonly Scalar[] {
  const type = valueAt(resource, 'Type');
  const isConnector = type?.kind === 'scalar' && type.text === 'AWS::Serverless::Connector';
  const connectors = [
    ...(isConnector ? [resource] : []),
    ...entriesOf(valueAt(resource, 'Connectors')).map(({ value }) => value),
  ];
  return connectors.flatMap((one) =>
    ['Source', 'Destination'].flatMap((end) => idsIn(valueAt(one, 'Properties', end))),
  );
}

function idsIn(end: Node | undefined): readonly Scalar[] {
  const ends = end?.kind === 'sequence' ? end.items.map(resolved) : [end];
  return ends.flatMap((one) => {
    const id = valueAt(one, 'Id');
    return id?.kind === 'scalar' && id.tag === undefined ? [id] : [];
  });
}
