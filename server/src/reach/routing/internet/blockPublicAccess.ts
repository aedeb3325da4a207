import { keyOfField } from '../../../network/lookup.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import { and, or, type Truth, truth } from '../../../network/truth.ts';
import { constantFilter, type Filter, type FlowContext, filterState } from '../../filters/filter.ts';

/**
 * How packets pass a VPC's internet gateway or egress-only internet gateway. `in` and `out`: from and to a public
 * address; `nat` and `egress-only`: through a gateway that allows only outbound connections.
 */
export type PublicPassage = 'in' | 'out' | 'nat' | 'egress-only';

/** The effect of VPC Block Public Access (facts BPA-02 to BPA-04); undefined if the file does not turn it on. */
export function publicAccessFilter(
  passage: PublicPassage,
  subnet: Subnet | undefined,
  vpc: string | undefined,
  { network }: FlowContext,
): Filter | undefined {
  const [options] = network.blockPublicAccess;
  if (!options) return undefined;
  const place = subnet?.id ?? vpc ?? 'the VPC';
  return constantFilter(
    { resource: options.id, kind: 'internet-gateway', at: options.at },
    filterState(isOpen(passage, subnet, vpc, network)),
    () => ({
      code: 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED',
      resource: options.id,
      at: options.at,
      reason: {
        kind: 'public-access-blocked',
        options: options.id,
        direction: passage === 'in' ? 'ingress' : 'egress',
        place,
      },
      change: { kind: 'other', what: `Exclude ${place} from ${options.id}` },
    }),
    'lets it through',
  );
}

/** Whether a passage between a subnet and the internet is open. */
function isOpen(
  passage: PublicPassage,
  subnet: Subnet | undefined,
  vpc: string | undefined,
  network: Network,
): Truth {
  const allowed = network.blockPublicAccess.map(({ id, mode }): Truth => {
    if (mode.kind !== 'known') return { why: `InternetGatewayBlockMode of ${id} is unknown` };
    const exclusions = exclusionsOf(subnet, vpc, network);
    return or(
      truth(allows(mode.value, passage)),
      ...exclusions.map((one) => exempt(one, mode.value, passage)),
    );
  });
  return and(...allowed);
}

/** With ingress-only, NAT gateways and egress-only internet gateways still work, and nothing else (fact BPA-02). */
function allows(mode: 'block-bidirectional' | 'block-ingress', passage: PublicPassage): boolean {
  return mode === 'block-ingress' && (passage === 'nat' || passage === 'egress-only');
}

interface Exclusion {
  readonly id: string;
  readonly mode: 'allow-bidirectional' | 'allow-egress' | undefined;
  /** Why it may apply to something else. */
  readonly why: string | undefined;
}

function exclusionsOf(
  subnet: Subnet | undefined,
  vpc: string | undefined,
  network: Network,
): readonly Exclusion[] {
  return network.blockPublicAccessExclusions.flatMap((one): Exclusion[] => {
    const isHere =
      (subnet !== undefined && keyOfField(one.subnet) === subnet.id) ||
      (vpc !== undefined && keyOfField(one.vpc) === vpc);
    const isMaybe = one.subnet.kind === 'unknown' || one.vpc.kind === 'unknown' || vpc === undefined;
    if (!isHere && !isMaybe) return [];
    const why = isHere ? undefined : `what ${one.id} is an exclusion for is known only after deployment`;
    return [{ id: one.id, mode: one.mode.kind === 'known' ? one.mode.value : undefined, why }];
  });
}

function exempt(
  { id, mode, why }: Exclusion,
  blocks: 'block-bidirectional' | 'block-ingress',
  passage: PublicPassage,
): Truth {
  if (mode === undefined) return { why: `InternetGatewayExclusionMode of ${id} is unknown` };
  if (mode === 'allow-bidirectional') return why !== undefined ? { why } : 'yes';
  // With ingress-only, an egress-only exclusion has no effect (fact BPA-04).
  if (blocks === 'block-ingress' || passage === 'in') return 'no';
  if (why !== undefined) return { why };
  if (passage !== 'out') return 'yes';
  return { why: `AWS's pages disagree on whether ${id} allows outbound traffic from public addresses` };
}
