/** The view type of map panels. In a file of its own, so that activation loads nothing else of the map. */
export const MAP_VIEW = 'vpcLens.map';
