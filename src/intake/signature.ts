// Did the school's system send exactly this, and just now? Standard Webhooks 1.0.0, checked by the house's clock.

export interface SignedHeaders {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
}

const encoder = new TextEncoder()
const toleranceSeconds = 300
const keys = new Map<string, Promise<CryptoKey>>()

/** Whether a secret is `whsec_` and the base64 of 24 to 64 bytes. */
export function isSecret(text: string): boolean {
  const bytes = text.startsWith('whsec_') ? bytesOf(text.slice(6)) : null
  return bytes !== null && bytes.length >= 24 && bytes.length <= 64
}

/** A secret of our own from 32 random bytes in base64url. */
export function secretFrom(base64url: string): string {
  return `whsec_${base64url.replaceAll('-', '+').replaceAll('_', '/')}=`
}

/**
 * The place among the secrets of the first with which one of the `v1` signatures was made over `id.timestamp.body`, if
 * the timestamp (whole seconds) is at most five minutes from `now`; else null. The body is text: a byte order mark is no part of it.
 */
export async function signedWith(
  secrets: readonly string[],
  headers: SignedHeaders,
  body: string,
  now: string,
): Promise<number | null> {
  const { id, timestamp, signature } = headers
  if (!/^[\x21-\x7e]{1,256}$/.test(id) || !/^\d{10}$/.test(timestamp)) return null
  if (Math.abs(Date.parse(now) / 1000 - Number(timestamp)) > toleranceSeconds) return null
  const signatures = signature.split(' ').flatMap((one) => {
    const bytes = one.startsWith('v1,') ? bytesOf(one.slice(3)) : null
    return bytes?.length === 32 ? [bytes] : []
  })
  const signed = encoder.encode(`${id}.${timestamp}.${body}`)
  for (const [place, secret] of secrets.entries()) {
    const key = await keyOf(secret)
    // Comparing by verifying takes the same time whatever the first wrong byte is.
    for (const each of signatures.slice(0, 8)) if (await crypto.subtle.verify('HMAC', key, each, signed)) return place
  }
  return null
}

function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret)
  if (known) return known
  const bytes = bytesOf(secret.slice(6)) ?? new Uint8Array(32)
  const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  if (keys.size > 1000) keys.clear()
  keys.set(secret, key)
  return key
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return null
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
