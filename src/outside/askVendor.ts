// What does a school system's own interface answer? One question, one answer: no redirect, a time and a size limit.
import type { VendorAnswer, VendorQuestion } from '../house.ts'

const patienceMilliseconds = 20_000
const mostBytes = 16 * 1024 * 1024

/** Asks once. `not-allowed`: the address is not https, or the answer sends elsewhere. A body that is no JSON is `not-json` only when the status is a success. */
export async function askVendor({ method, url, headers, body }: VendorQuestion): Promise<VendorAnswer> {
  if (URL.parse(url)?.protocol !== 'https:') return { failed: 'not-allowed' }
  try {
    const answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    const { status } = answer
    if (status >= 300 && status < 400) return { failed: 'not-allowed' }
    const text = await textWithin(answer)
    if (text === null) return { failed: 'too-large' }
    const json = parsed(text)
    if (json === undefined && answer.ok && text !== '') return { failed: 'not-json' }
    return { status, json: json ?? null, retryAfterSeconds: secondsOf(answer.headers.get('retry-after')) }
  } catch (cause) {
    return { failed: cause instanceof DOMException && cause.name === 'TimeoutError' ? 'timeout' : 'unreachable' }
  }
}

async function textWithin(answer: Response): Promise<string | null> {
  if (!answer.body) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > mostBytes) return null
    parts.push(part)
  }
  return new TextDecoder().decode(await new Blob(parts as BlobPart[]).arrayBuffer())
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// RFC 9110, 10.2.3: seconds, or a date; of a date only its distance would help, and no vendor here is known to send one.
function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) : null
}
