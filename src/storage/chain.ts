// Has anybody touched the record? Each event carries a seal over itself and the one before, case by case.

/** What a seal covers. Times, ids and the hash of the details; the details themselves may be erased. */
export interface Sealed {
  readonly caseId: string
  readonly version: number
  readonly at: string
  readonly by: string
  readonly what: string
  readonly detailsHash: string
}

const encoder = new TextEncoder()

/** Where a case's chain starts, in hex: stands in for the seal before the first event, so that a case cannot change its child. */
export async function originOf(caseId: string, pupilId: string, schoolUrn: string): Promise<string> {
  return sha256Of(JSON.stringify([caseId, pupilId, schoolUrn]))
}

/** The seal: HMAC-SHA-256 in hex over the previous seal (`originOf` for the first event) and the event. */
export async function sealOf(auditKey: CryptoKey, previousHash: string, event: Sealed): Promise<string> {
  const row = [previousHash, event.caseId, event.version, event.at, event.by, event.what, event.detailsHash]
  return hmacOf(auditKey, row)
}

/** HMAC-SHA-256 in hex over values, as JSON. */
export async function hmacOf(auditKey: CryptoKey, values: readonly (string | number)[]): Promise<string> {
  return hex(await crypto.subtle.sign('HMAC', auditKey, encoder.encode(JSON.stringify(values))))
}

/** SHA-256 in hex of the salted details. */
export async function detailsHashOf(salt: string, details: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', encoder.encode(`${salt}\n${details}`)))
}

/** SHA-256 in hex of a text. */
export async function sha256Of(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
}

function hex(bytes: ArrayBuffer): string {
  let text = ''
  for (const byte of new Uint8Array(bytes)) text += byte.toString(16).padStart(2, '0')
  return text
}
