import { BlockList, isIPv6 } from 'node:net';

/**
 * Addresses that lead into this machine or its networks, or nowhere (RFC 6890 and its successors): a partner who could have them
 * called would reach what only this server may.
 */
const INWARD = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INWARD.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INWARD.addSubnet(net, bits, 'ipv6');

/** An IPv4 address written as IPv6 is the IPv4 address. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const MAPPED_HEX = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

/** Whether nobody outside may have this address called. */
export function isInward(address: string): boolean {
  const plain = unmapped(address.split('%')[0] ?? '');
  return INWARD.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

function unmapped(address: string): string {
  const dotted = MAPPED.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  const hex = MAPPED_HEX.exec(address);
  if (hex === null) return address;
  return [hex[1], hex[2]]
    .flatMap((part) => {
      const value = Number.parseInt(part ?? '0', 16);
      return [Math.floor(value / 256), value % 256];
    })
    .join('.');
}
