// What is a new secret of a connection? Random bytes, written as its door reads them.
import type { Vendor } from './vendors.ts'

/** A secret from 32 random bytes in base64url: `whsec_…` to sign with, or for Wonde hex, which an address carries unharmed; null where there is none. */
export function newSecret(vendor: Vendor, base64url: string): string | null {
  const base64 = `${base64url.replaceAll('-', '+').replaceAll('_', '/')}=`
  if (vendor === 'generic') return `whsec_${base64}`
  if (vendor !== 'wonde') return null
  return [...atob(base64)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
