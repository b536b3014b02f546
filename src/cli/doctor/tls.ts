import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { reasonOf } from '../../../events/kit/reason.js';
import type { Configuration } from '../../configuration.js';
import type { Finding } from './finding.js';

/** A certificate that ends sooner than this is to be renewed now, in days. */
const soonDays = 21;
const aDayMs = 86_400_000;

const bad = (what: string, found: string, advice: string): Finding => ({ what, ok: false, found, advice });

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const expiryOf = ({ validFromDate, validToDate }: X509Certificate, now: Date): Finding => {
  const what = 'TLS expiry';
  const renew = 'Renew it, and start the server again: it reads the files at its start.';
  if (validFromDate > now)
    return bad(what, `good only from ${dayOf(validFromDate)} on`, 'Look at the clock.');
  if (validToDate <= now) return bad(what, `it ended on ${dayOf(validToDate)}`, renew);
  if (validToDate.getTime() - now.getTime() < soonDays * aDayMs)
    return bad(what, `it ends on ${dayOf(validToDate)}`, renew);
  return { what, ok: true, found: `good until ${dayOf(validToDate)}` };
};

const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::', '[::]']);

const isFor = (certificate: X509Certificate, name: string): boolean =>
  (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;

const namesOf = (certificate: X509Certificate, names: readonly string[]): Finding => {
  const what = 'TLS name';
  const stands = certificate.subjectAltName ?? certificate.subject;
  if (names.length === 0)
    return { what, ok: true, found: stands, advice: 'Name in HOST_NAMES what the server is called by.' };
  const missing = names.filter((name) => !isFor(certificate, name));
  if (missing.length === 0) return { what, ok: true, found: names.join(', ') };
  return bad(
    what,
    `it is for ${stands}, and not for ${missing.join(', ')}`,
    'Get one for the names in HOST and HOST_NAMES: readers refuse this one.',
  );
};

const filesOf = (certificate: X509Certificate, key: string, keyFile: string): Finding => {
  const what = 'TLS files';
  if (!certificate.checkPrivateKey(createPrivateKey(key)))
    return bad(what, 'the key is not that of the certificate', 'Name the two that belong together.');
  if ((statSync(keyFile).mode & 0o077) !== 0 && process.platform !== 'win32')
    return bad(what, `${keyFile} is open to others`, `chmod 600 ${keyFile}`);
  return { what, ok: true, found: 'both can be read and belong together' };
};

/** The certificate by which the server speaks TLS: files, end, names. Nothing where it speaks plain HTTP. */
export const checkTls = ({ tls, host, hostNames = [] }: Configuration, now = new Date()): Finding[] => {
  if (!tls) return [];
  try {
    const certificate = new X509Certificate(readFileSync(tls.certFile));
    const key = readFileSync(tls.keyFile, 'utf8');
    const names = [host, ...hostNames].filter((name) => !everyAddress.has(name));
    return [filesOf(certificate, key, tls.keyFile), expiryOf(certificate, now), namesOf(certificate, names)];
  } catch (error) {
    return [
      bad('TLS files', reasonOf(error), 'TLS_CERT and TLS_KEY name a certificate and its key, in PEM.'),
    ];
  }
};
