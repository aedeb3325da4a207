/**
 * The usual service on a port, by its common name. TCP and UDP share names; if only one of them is meant, the other is
 * unused. From IANA's registry, and from vendors whose name for it differs:
 * https://www.iana.org/assignments/service-names-port-numbers
 */
const NAME_OF_PORT: Readonly<Record<number, string>> = {
  20: 'FTP data',
  21: 'FTP',
  22: 'SSH',
  23: 'Telnet',
  25: 'SMTP',
  53: 'DNS',
  67: 'DHCP server',
  68: 'DHCP client',
  80: 'HTTP',
  88: 'Kerberos',
  110: 'POP3',
  123: 'NTP',
  135: 'Windows RPC',
  143: 'IMAP',
  161: 'SNMP',
  389: 'LDAP',
  443: 'HTTPS',
  445: 'SMB',
  465: 'SMTP over TLS',
  500: 'IKE of IPsec',
  514: 'syslog',
  587: 'SMTP submission',
  636: 'LDAP over TLS',
  853: 'DNS over TLS',
  873: 'rsync',
  993: 'IMAP over TLS',
  995: 'POP3 over TLS',
  1194: 'OpenVPN',
  1433: 'SQL Server',
  1521: 'Oracle',
  1883: 'MQTT',
  2049: 'NFS, EFS',
  2181: 'ZooKeeper',
  2375: 'Docker without TLS',
  2376: 'Docker',
  2379: 'etcd',
  3306: 'MySQL, MariaDB',
  3389: 'RDP',
  4500: 'IPsec through NAT',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  5671: 'AMQP over TLS',
  5672: 'AMQP',
  5900: 'VNC',
  5985: 'WinRM',
  5986: 'WinRM over TLS',
  6379: 'Redis, Valkey',
  6443: 'Kubernetes API',
  8080: 'HTTP, alternate',
  8182: 'Neptune',
  8443: 'HTTPS, alternate',
  8883: 'MQTT over TLS',
  9092: 'Kafka',
  9094: 'Kafka over TLS',
  9096: 'Kafka with SASL/SCRAM',
  9098: 'Kafka with IAM',
  9200: 'OpenSearch, Elasticsearch',
  10250: 'kubelet',
  11211: 'Memcached',
  15671: 'RabbitMQ console',
  27017: 'MongoDB, DocumentDB',
  50000: 'Db2',
  51820: 'WireGuard',
  61617: 'OpenWire of ActiveMQ',
};

/** Undefined for a port without a well-known service. */
export function nameOfPort(port: number): string | undefined {
  return NAME_OF_PORT[port];
}

/** IANA's names of protocols that rules use by number: https://www.iana.org/assignments/protocol-numbers */
const NAME_OF_PROTOCOL: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPv4 in IP',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6 in IP',
  47: 'GRE',
  50: 'ESP of IPsec',
  51: 'AH of IPsec',
  58: 'ICMPv6',
  89: 'OSPF',
  112: 'VRRP',
  132: 'SCTP',
};

/** `-1` is AWS's notation for all protocols. Undefined for protocols that are rarely used in rules. */
export function nameOfProtocol(number: number): string | undefined {
  return number === -1 ? 'every protocol' : NAME_OF_PROTOCOL[number];
}

/**
 * Ports of data stores and administration that the whole internet has no business with, except those of logins:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html (EC2.19), and the data stores that EC2.19
 * omits.
 */
export const DATA_PORTS: ReadonlyMap<number, string> = new Map([
  [20, 'FTP data'],
  [21, 'FTP'],
  [23, 'Telnet'],
  [135, 'RPC'],
  [139, 'NetBIOS'],
  [445, 'SMB'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2049, 'NFS'],
  [2375, 'Docker'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5601, 'Kibana'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [8182, 'Neptune'],
  [9092, 'Kafka'],
  [9200, 'Elasticsearch'],
  [11_211, 'Memcached'],
  [27_017, 'MongoDB'],
]);
