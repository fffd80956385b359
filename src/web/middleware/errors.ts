// What does somebody see when it went wrong? One page for what is not there, one for our own faults.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'

/** The same bytes for what is absent and for what is not yours, but for the nonce. */
export function answerNotFound(c: Context<AppEnv>): Response {
  return showPage(c, 'pages/notFound.njk', { title: 'Page not found' }, 404)
}

/** For a form far larger than anything that can be typed. */
export function answerTooLarge(c: Context<AppEnv>): Response {
  const sentence = 'What you sent is too long to keep. Shorten it and send it again.'
  return showPage(c, 'pages/refused.njk', { title: 'This could not be done', sentence }, 413)
}

/** Logs the cause under a reference, never a child's name, and shows the reference. */
export function answerFault(cause: Error, c: Context<AppEnv>): Response {
  if (cause instanceof HTTPException)
    return showPage(
      c,
      'pages/refused.njk',
      { title: 'This could not be done', sentence: cause.message || 'The request was refused.' },
      cause.status as 403,
    )
  if (isBrokenForm(cause)) {
    const sentence = 'The form arrived incomplete. Go back and send it again.'
    return showPage(c, 'pages/refused.njk', { title: 'This could not be done', sentence }, 400)
  }
  const reference = c.get('house').ids.next()
  c.get('house').log.fault('fault', cause, { reference, method: c.req.method, path: c.req.path })
  return showPage(c, 'pages/fault.njk', { title: 'Sorry, there is a problem', reference }, 500)
}

// What the platform's own form reader throws on a body that is no form; both engines call it a TypeError.
function isBrokenForm(cause: Error): boolean {
  return cause instanceof TypeError && /form ?data|multipart|boundary|Content-Type/i.test(cause.message)
}
