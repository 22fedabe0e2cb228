import { isIP } from 'node:net';
import type { Problem } from '../../base/problem.ts';
import { isInward } from './addresses.ts';

export interface UrlRules {
  /** Receivers on this machine and in private networks, and without https: for tests and for partners within one network. */
  readonly allowPrivate: boolean;
}

const LONGEST = 2_000;

/** What stands against telling an address. Whether a name leads to a private network is looked at when it is connected to. */
export function urlProblems(text: string, { allowPrivate }: UrlRules): Problem[] {
  const refuse = (sentence: string, cure: string): Problem[] => [
    { id: 'webhooks/url', field: 'url', sentence, cure },
  ];
  if (text.length > LONGEST || !URL.canParse(text))
    return refuse('That is no address.', 'Write one like https://partner.example/meetpoint.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return refuse('Notices are sent with https only.', 'Write an address that begins with https.');
  if (url.username !== '' || url.password !== '')
    return refuse(
      'The address holds a name or password.',
      'Leave them out: the receiver checks the signature.',
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (allowPrivate) return [];
  if (isIP(host) !== 0 && isInward(host))
    return refuse(
      'The address leads into a private network.',
      'Name a receiver that the public network reaches.',
    );
  if (isIP(host) === 0 && (!host.includes('.') || /(^|\.)(localhost|local|internal)\.?$/.test(host)))
    return refuse(
      `"${host}" is a name of a private network.`,
      'Name a receiver that the public network reaches.',
    );
  return [];
}
