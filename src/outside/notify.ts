// How does a message reach a team? As an e-mail by GOV.UK Notify, whose template says no more than ((subject)) and ((body)).
import { SignJWT } from 'jose'
import { z } from 'zod'
import { epochMilliseconds } from '../calendar/londonTime.ts'
import type { Clock, Notify, NotifyConfig } from '../house.ts'
import { machineClock } from './clock.ts'

const answerWithinSeconds = 10
const mostWords = 300

const taken = z.object({ id: z.string().min(1) })
const refusal = z.object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) })
const found = z.object({
  notifications: z.array(z.object({ id: z.string(), reference: z.string().nullable(), status: z.string() })),
})

/** Notify says so when it could not deliver; everything else is on its way or there. */
const notDelivered = ['permanent-failure', 'temporary-failure', 'technical-failure', 'validation-failed']

/**
 * GOV.UK Notify, version 2 of its interface. 400 and 403 are refusals; 429, 5xx, silence and an unreadable answer are
 * `later`, since it may have been taken all the same. What is said of a failure never holds the address.
 * @see https://docs.notifications.service.gov.uk/rest-api.html
 */
export function govUkNotify(config: NotifyConfig, clock: Clock = machineClock): Notify {
  const secret = new TextEncoder().encode(config.secret)

  // Notify takes a token for 30 seconds: a new one each time.
  async function ask(path: string, method: string, body?: unknown): Promise<Response> {
    const issuedAt = Math.floor(epochMilliseconds(clock.now()) / 1000)
    const token = await new SignJWT({ iss: config.serviceId })
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
      .setIssuedAt(issuedAt)
      .sign(secret)
    return fetch(`${config.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinSeconds * 1000),
    })
  }

  return {
    async send({ to, subject, body, reference }) {
      try {
        const answer = await ask('/v2/notifications/email', 'POST', {
          email_address: to,
          template_id: config.templateId,
          personalisation: { subject, body },
          reference,
        })
        if (answer.status === 201) return { sent: taken.parse(await answer.json()).id }
        const words = await wordsOf(answer)
        return answer.status === 400 || answer.status === 403 ? { refused: words } : { later: words }
      } catch (cause) {
        return { later: silence(cause) }
      }
    },

    async sentBefore(reference) {
      try {
        const address = `/v2/notifications?template_type=email&reference=${encodeURIComponent(reference)}`
        const answer = await ask(address, 'GET')
        if (answer.status !== 200) return { later: await wordsOf(answer) }
        const { notifications } = found.parse(await answer.json())
        const sent = notifications.find((each) => each.reference === reference && !notDelivered.includes(each.status))
        return sent ? { sent: sent.id } : { notSent: true }
      } catch (cause) {
        return { later: silence(cause) }
      }
    },
  }
}

/** Notify's own words about what is wrong, on one line, without any address. */
async function wordsOf(answer: Response): Promise<string> {
  const read = refusal.safeParse(await answer.json().catch(() => null))
  const words = read.success ? read.data.errors.map(({ error, message }) => `${error}: ${message}`).join('; ') : ''
  const harmless = words
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/\S*@\S*/g, '(address)')
    .slice(0, mostWords)
  return `GOV.UK Notify answered ${answer.status}${harmless ? `: ${harmless}` : ''}`
}

function silence(cause: unknown): string {
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'GOV.UK Notify did not answer in time'
  return cause instanceof z.ZodError || cause instanceof SyntaxError
    ? 'GOV.UK Notify’s answer could not be read'
    : 'GOV.UK Notify could not be reached'
}
