// Which keys seal and lock? Made from the configured texts, the same on both doors.
import type { Ids, Keys } from '../house.ts'

/** Keys from two configured texts of at least 32 characters each. */
export async function keysFrom(auditText: string, secretsText: string): Promise<Keys> {
  const [audit, secrets] = await Promise.all([digest(`audit:${auditText}`), digest(`secrets:${secretsText}`)])
  return {
    audit: await crypto.subtle.importKey('raw', audit, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
    secrets: await crypto.subtle.importKey('raw', secrets, 'AES-GCM', false, ['encrypt', 'decrypt']),
  }
}

/** Names and secrets from the machine's random source. */
export const randomIds: Ids = {
  next: () => base64url(crypto.getRandomValues(new Uint8Array(12))),
  secret: () => base64url(crypto.getRandomValues(new Uint8Array(32))),
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
