import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** One address that a name stands for. */
export interface ReceiverAddress {
  address: string;
  family: number;
}

/** Messages are not sent there: in words for whoever asked for it. */
export class RefusedReceiver extends Error {}

/** What a name stands for now; may be asked anew for each message. */
export type Resolve = (host: string) => Promise<readonly ReceiverAddress[]>;

const resolveName: Resolve = async (host) => lookup(host, { all: true, verbatim: true });

type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads "10.0.0.0/8" or "127.0.0.1"; undefined where it is neither. */
export const readNetwork = (text: string): AddressRange | undefined => {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (isIP(text) === 0) return undefined;
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** What is given out to the public internet; everything else of IPv6 leads inside, or through something. */
const publicIpv6 = ipaddr.parseCIDR('2000::/3');

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: AddressRange): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || isIn(address, publicIpv6));

/** Where messages may be sent: the public internet, and networks beside it that whoever runs the server has named. */
export class Receivers {
  readonly #allowed: readonly AddressRange[];

  constructor(
    allowed: readonly string[] = [],
    private readonly resolve: Resolve = resolveName,
  ) {
    this.#allowed = allowed.flatMap((text) => {
      const network = readNetwork(text);
      return network ? [network] : [];
    });
  }

  /**
   * The address to which a message for this URL is sent, and no other. Every address that its name stands for must be
   * one that is sent to: which of them is taken must not be chance. Throws RefusedReceiver.
   */
  async addressOf(url: URL): Promise<ReceiverAddress> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const found = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await this.#resolve(host);
    const [first] = found;
    if (!first) throw new RefusedReceiver(`${host} stands for no address`);
    const refused = found.find(({ address }) => !this.#isOpen(address));
    if (refused)
      throw new RefusedReceiver(
        `${host} is ${refused.address}, which is no public address; whoever runs the server may allow it with WEBHOOK_ALLOW`,
      );
    if (url.protocol !== 'https:' && !found.every(({ address }) => this.#isAllowed(address)))
      throw new RefusedReceiver(`${host} is public: messages go there by https alone`);
    return first;
  }

  async #resolve(host: string): Promise<readonly ReceiverAddress[]> {
    try {
      return await this.resolve(host);
    } catch {
      throw new RefusedReceiver(`${host} cannot be resolved`);
    }
  }

  #isAllowed(text: string): boolean {
    const address = ipaddr.process(text);
    return this.#allowed.some((network) => isIn(address, network));
  }

  #isOpen(text: string): boolean {
    // A zone ("fe80::1%eth0") is of this machine.
    return isIP(text) > 0 && !text.includes('%') && (this.#isAllowed(text) || isPublic(ipaddr.process(text)));
  }
}
