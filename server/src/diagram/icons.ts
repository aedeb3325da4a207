/** Drawn for the map, in a square of 16 pixels, as lines of the colour of the text beside them. */
export const ICONS = {
  vpc: 'M4.5 12.5h7a3 3 0 0 0 .4-6 4 4 0 0 0-7.6-.6 3.3 3.3 0 0 0 .2 6.6z',
  subnet: 'M2.5 3.5h11v9h-11zM8 3.5v9M2.5 8h11',
  internet: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12',
  gateway: 'M2.5 13V7a5.5 5.5 0 0 1 11 0v6M6 13V7.5a2 2 0 0 1 4 0V13',
  nat: 'M2 8h8M7.5 4.5L11 8l-3.5 3.5M13.5 3v10',
  endpoint: 'M2 8h5M9 8a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0',
  peering: 'M2 5.5h10M9.5 3L12 5.5 9.5 8M14 10.5H4M6.5 8L4 10.5 6.5 13',
  transit: 'M8 8L3 3M8 8l5-5M8 8l-5 5M8 8l5 5M6.5 8a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0',
  service: 'M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9zM2.6 4.9L8 8l5.4-3.1M8 8v6.2',
  function: 'M4 2.5h2.2L11.5 13.5M7 6.2L3.5 13.5M11.5 13.5h1.5',
  balancer: 'M2 8h4M6 8l6-4.5M6 8h6M6 8l6 4.5M12 2.5v2M12 7v2M12 11.5v2',
  machine: 'M2.5 2.5h11v4h-11zM2.5 9.5h11v4h-11zM5 4.5h.1M5 11.5h.1',
  container: 'M2.5 5L8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5L8 7.5 13.5 5M8 7.5v6',
  database: 'M3 4c0-2.4 10-2.4 10 0v8c0 2.4-10 2.4-10 0zM3 4c0 2.4 10 2.4 10 0M3 8c0 2.4 10 2.4 10 0',
  cache: 'M9 1.8L3.5 9H8l-1 5.2L12.5 7H8z',
  queue: 'M2 4.5h12v7H2zM2 4.5l6 4 6-4',
  files: 'M4 1.8h5.5L12.5 5v9.2H4zM9.5 1.8V5h3',
  card: 'M2 4.5h12v7H2zM4.5 11.5v2M8 11.5v2M11.5 11.5v2',
  other: 'M3 3h10v10H3z',
} as const;

export type DiagramIcon = keyof typeof ICONS;
