// What does somebody read whose school sends its register from a MIS?
import type { Context } from 'hono'
import { refusals } from '../../cases/refusals.ts'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'

/** 403 with the reason: the mark is to be changed where it is kept. */
export function answerNotByHand(c: Context<AppEnv>): Response {
  const sentence = refusals['register-not-by-hand']
  return showPage(c, 'pages/refused.njk', { title: 'This register is not kept by hand', sentence }, 403)
}
