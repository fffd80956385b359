// With which headers does an invented MIS send a message? Signed as a real one would sign it.
import { Webhook } from 'standardwebhooks'

/** The headers of a message with this id, signed at an instant. */
export function signedHeaders(secret: string, id: string, at: string, body: string): Record<string, string> {
  const seconds = Math.floor(Date.parse(at) / 1000)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': new Webhook(secret).sign(id, new Date(seconds * 1000), body),
  }
}
