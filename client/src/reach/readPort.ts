export type PortChoice = { readonly protocol: 'tcp' | 'udp' | 'icmp'; readonly port?: number };

/** A port as it is typed: `8080`, `udp 53` or `ping`; undefined for anything else. An empty text means the destination's own port. */
export function readPort(text: string): PortChoice | undefined {
  const written = text.trim().toLowerCase();
  if (written === '') return { protocol: 'tcp' };
  if (written === 'ping' || written === 'icmp') return { protocol: 'icmp' };
  const [, protocol = 'tcp', digits] = /^(?:(tcp|udp)\s+)?(\d{1,5})$/.exec(written) ?? [];
  const port = Number(digits);
  return digits !== undefined && port <= 65_535 ? { protocol: protocol as 'tcp' | 'udp', port } : undefined;
}
