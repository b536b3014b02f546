import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { reasonOf } from '../../events/kit/reason.js';
import { BadConfiguration, type TlsFiles } from '../configuration.js';

/** What the server shows and what it keeps to itself, as they stand in their files (PEM). */
export interface TlsIdentity {
  cert: string;
  key: string;
}

const textOf = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadConfiguration(`${name} can't be read: ${reasonOf(error)}`);
  }
};

/** Reads the certificate and its key. Throws BadConfiguration when they are not there, are none, or don't belong together. */
export const readIdentity = ({ certFile, keyFile }: TlsFiles): TlsIdentity => {
  const identity = { cert: textOf('TLS_CERT', certFile), key: textOf('TLS_KEY', keyFile) };
  try {
    createSecureContext(identity);
    return identity;
  } catch (error) {
    throw new BadConfiguration(`TLS_CERT and TLS_KEY are no certificate with its key: ${reasonOf(error)}`);
  }
};
