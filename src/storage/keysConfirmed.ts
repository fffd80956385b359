// Are these the keys that this database was first opened with? Another one could read nothing, or seal what never fits.
import { type Database, type Query, sql } from './database.ts'
import { lockText, unlockText } from './secretText.ts'

interface TwoKeys {
  readonly audit: CryptoKey
  readonly secrets: CryptoKey
}

const known = 'the key that this database was first opened with'
const encoder = new TextEncoder()

/**
 * Null when both keys are those that the database was first opened with, else a sentence for people that names the one
 * that is not. The first time it notes a check value of each: a tag under the audit key, a text locked with the other.
 */
export async function keysConfirmed(database: Database, keys: TwoKeys): Promise<string | null> {
  let noted = await checksNoted(database)
  if (noted.size < 2) {
    const [audit, secrets] = [await auditTag(keys.audit), await lockText(keys.secrets, known)]
    await database.commit([notes('key-check:audit', audit), notes('key-check:secrets', secrets)])
    // Whichever of two openings was first, its keys are the ones.
    noted = await checksNoted(database)
  }
  const isAudit = noted.get('key-check:audit') === (await auditTag(keys.audit))
  const isSecrets = await isLockedWith(keys.secrets, noted.get('key-check:secrets') ?? '')
  if (isAudit && isSecrets) return null
  const others = [...(isAudit ? [] : ['WHEREABOUTS_AUDIT_KEY']), ...(isSecrets ? [] : ['WHEREABOUTS_SECRETS_KEY'])]
  return others.length === 1
    ? `${others[0]} is another key than the one this database was first opened with. Set it to that one.`
    : `${others.join(' and ')} are other keys than those this database was first opened with. Set them to those.`
}

async function checksNoted(database: Database): Promise<Map<string, string>> {
  const rows = await database.read(sql<{ name: string; value: string }>`SELECT name, value FROM settings
    WHERE name IN ('key-check:audit', 'key-check:secrets')`)
  return new Map(rows.map(({ name, value }) => [name, value]))
}

function notes(name: string, value: string): Query<unknown> {
  return sql`INSERT INTO settings (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO NOTHING`
}

async function auditTag(key: CryptoKey): Promise<string> {
  const tag = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(known)))
  return Array.from(tag, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function isLockedWith(key: CryptoKey, locked: string): Promise<boolean> {
  return unlockText(key, locked).then(
    (text) => text === known,
    () => false,
  )
}
