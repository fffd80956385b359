// What is said to GOV.UK Notify, and what is made of each of its answers? At the wire: any other request fails the test.
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { HttpResponse, http } from 'msw'
import { describe, expect, test, vi } from 'vitest'
import { standingClock } from '../../src/outside/clock.ts'
import { govUkNotify } from '../../src/outside/notify.ts'
import { wire } from '../support/setUp.ts'

const config = {
  serviceId: '26785a09-ab16-4eb0-8407-a37497a57506',
  secret: '3d844edf-8d35-48ac-975b-e847b4f122b0',
  templateId: '8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69',
  url: 'https://notify.example',
}
const notify = govUkNotify(config, standingClock('2026-11-05T09:00:00.400Z'))
const email = { to: 'welfare@northmoor.example', subject: 'Case NM-7', body: 'Line one\n\nLine two', reference: 'm-1' }
const emails = 'https://notify.example/v2/notifications/email'
const listing = 'https://notify.example/v2/notifications'

const refusal = (status: number, error: string, message: string) =>
  HttpResponse.json({ status_code: status, errors: [{ error, message }] }, { status })

describe('sending', () => {
  test('posts the template, the text, the address and the reference, and nothing else, under a token of this minute', async () => {
    let said: unknown
    let token = ''
    wire.use(
      http.post(emails, async ({ request }) => {
        said = await request.json()
        token = request.headers.get('authorization')!.replace('Bearer ', '')
        return HttpResponse.json({ id: 'n-1', reference: 'm-1' }, { status: 201 })
      }),
    )
    expect(await notify.send(email)).toEqual({ sent: 'n-1' })
    expect(said).toEqual({
      email_address: 'welfare@northmoor.example',
      template_id: '8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69',
      personalisation: { subject: 'Case NM-7', body: 'Line one\n\nLine two' },
      reference: 'm-1',
    })
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', alg: 'HS256' })
    const { payload } = await jwtVerify(token, new TextEncoder().encode('3d844edf-8d35-48ac-975b-e847b4f122b0'))
    expect(payload).toEqual({ iss: '26785a09-ab16-4eb0-8407-a37497a57506', iat: 1793869200 })
  })

  test.each([
    [
      400,
      refusal(400, 'ValidationError', 'email_address Not a valid email address'),
      { refused: 'GOV.UK Notify answered 400: ValidationError: email_address Not a valid email address' },
    ],
    [
      403,
      refusal(403, 'AuthError', 'Invalid token: API key not found'),
      { refused: 'GOV.UK Notify answered 403: AuthError: Invalid token: API key not found' },
    ],
    [
      429,
      refusal(429, 'RateLimitError', 'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds'),
      {
        later:
          'GOV.UK Notify answered 429: RateLimitError: Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds',
      },
    ],
    [
      500,
      refusal(500, 'Exception', 'Internal server error'),
      { later: 'GOV.UK Notify answered 500: Exception: Internal server error' },
    ],
    [503, HttpResponse.text('<html>busy</html>', { status: 503 }), { later: 'GOV.UK Notify answered 503' }],
    [
      302,
      new HttpResponse(null, { status: 302, headers: { location: 'https://elsewhere.example/' } }),
      { later: 'GOV.UK Notify answered 302' },
    ],
    [
      '201 without an id',
      HttpResponse.json({}, { status: 201 }),
      { later: 'GOV.UK Notify’s answer could not be read' },
    ],
    [
      '201 that is no JSON',
      HttpResponse.text('ok', { status: 201 }),
      { later: 'GOV.UK Notify’s answer could not be read' },
    ],
    ['no connection', HttpResponse.error(), { later: 'GOV.UK Notify could not be reached' }],
  ])('%s', async (_, answer, expected) => {
    wire.use(http.post(emails, () => answer))
    expect(await notify.send(email)).toEqual(expected)
  })

  test('one that does not answer is given up after ten seconds', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      expect(milliseconds).toBe(10_000)
      return AbortSignal.abort(new DOMException('late', 'TimeoutError'))
    })
    wire.use(http.post(emails, () => HttpResponse.json({ id: 'n' }, { status: 201 })))
    expect(await notify.send(email)).toEqual({ later: 'GOV.UK Notify did not answer in time' })
    timeout.mockRestore()
  })

  test('what is told of a refusal holds no address, no control characters and no end', async () => {
    const words = `Can’t send to welfare@northmoor.example\n\u202E<script> ${'x'.repeat(1000)}`
    wire.use(http.post(emails, () => refusal(400, 'BadRequestError', words)))
    const answer = await notify.send(email)
    const said = 'refused' in answer ? answer.refused : ''
    expect(said).toMatch(/^GOV\.UK Notify answered 400: BadRequestError: Can’t send to \(address\) <script> x+$/)
    expect(said.length).toBe(328)
  })
})

describe('whether it was sent before', () => {
  const one = (status: string, reference: string | null = 'm-1') => ({ id: `n-${status}`, reference, status })

  test('asks for the reference, escaped', async () => {
    let asked = ''
    wire.use(
      http.get(listing, ({ request }) => {
        asked = new URL(request.url).search
        return HttpResponse.json({ notifications: [], links: {} })
      }),
    )
    expect(await notify.sentBefore('m 1&x=é')).toEqual({ notSent: true })
    expect(asked).toBe('?template_type=email&reference=m%201%26x%3D%C3%A9')
  })

  test.each([
    ['one on its way', [one('sending')], { sent: 'n-sending' }],
    ['one delivered', [one('delivered')], { sent: 'n-delivered' }],
    ['one that is still created', [one('created')], { sent: 'n-created' }],
    ['one that could not be delivered', [one('permanent-failure')], { notSent: true }],
    ['a failed one and one delivered', [one('temporary-failure'), one('delivered')], { sent: 'n-delivered' }],
    ['one with another reference', [one('delivered', 'm-2'), one('delivered', null)], { notSent: true }],
  ])('%s', async (_, notifications, expected) => {
    wire.use(http.get(listing, () => HttpResponse.json({ notifications, links: {} })))
    expect(await notify.sentBefore('m-1')).toEqual(expected)
  })

  test.each([
    [403, refusal(403, 'AuthError', 'Invalid token'), 'GOV.UK Notify answered 403: AuthError: Invalid token'],
    [500, HttpResponse.text('', { status: 500 }), 'GOV.UK Notify answered 500'],
    ['another shape', HttpResponse.json({ list: [] }), 'GOV.UK Notify’s answer could not be read'],
    ['no connection', HttpResponse.error(), 'GOV.UK Notify could not be reached'],
  ])('is not known after %s', async (_, answer, later) => {
    wire.use(http.get(listing, () => answer))
    expect(await notify.sentBefore('m-1')).toEqual({ later })
  })
})
