import { createHash, hkdfSync } from 'node:crypto';

/** Known to the installation alone. It makes the ids of resold lines, which are telephone numbers, into ids that tell no number. */
export type CircuitSalt = string;

const SALT_BYTES = 32;
const HEX = 24;

/** The salt, made from the secret that the installation keeps; the secret itself is nobody's but this program's, the database's neither. */
export const circuitSalt = (installationSecret: string): CircuitSalt =>
  Buffer.from(hkdfSync('sha256', installationSecret, '', 'meetpoint circuit ids', SALT_BYTES)).toString(
    'hex',
  );

/** Id of a circuit for addresses: its own, or `line-` and a hash of the number that it is. */
export const publicIdOf = (salt: CircuitSalt, agreementId: string, ecckt: string): string =>
  /^[0-9]{10}$/.test(ecckt)
    ? `line-${createHash('sha256').update(`${salt}${agreementId}${ecckt}`).digest('hex').slice(0, HEX)}`
    : ecckt;

/** The same in SQL of the table `circuit` as c; $1 is the salt. */
export const PUBLIC_ID_SQL = `CASE WHEN c.ecckt ~ '^[0-9]{10}$'
  THEN 'line-' || left(encode(sha256(convert_to($1 || c.agreement_id || c.ecckt, 'UTF8')), 'hex'), ${HEX}) ELSE c.ecckt END`;
