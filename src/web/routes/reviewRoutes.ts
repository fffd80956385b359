// School and authority look at the case together: what did they agree?
import { type Context, Hono } from 'hono'
import { holdReview } from '../../actions/holdReview.ts'
import { firstDayOf } from '../../cases/decide/entryDate.ts'
import { levelNow } from '../../cases/decide/holdReview.ts'
import type { AppEnv } from '../appEnv.ts'
import { seenVersionOf } from '../forms/caseForm.ts'
import { emptyReview, readReview, type TypedReview, typedReview } from '../forms/review.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { reviewForm } from '../pages/reviewForm.ts'
import { reviewsPage } from '../pages/reviewsPage.ts'
import { backToCase, openCase, type Refused, showCaseForm } from './caseForms.ts'

const permission = 'hold-review'

export const reviewRoutes = new Hono<AppEnv>()
  .get('/cases/:id/reviews', requires(permission), async (c) => {
    const now = await openCase(c, permission, 'joint reviews')
    if (!now) return c.notFound()
    return showPage(c, 'pages/reviews.njk', reviewsPage(now, c.get('paths'), c.get('house').authorityName))
  })
  .get('/cases/:id/reviews/new', requires(permission), (c) => showReview(c, null))
  .post('/cases/:id/reviews', requires(permission), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const now = await openCase(c, permission, 'joint review')
    if (!now) return c.notFound()
    const { id, standing } = now.summary
    const typed = typedReview(body)
    const read = readReview(typed, { from: firstDayOf(now), today: now.today, was: levelNow(standing) })
    const seenVersion = seenVersionOf(body)
    if ('errors' in read) {
      // Mending what was typed must not pass over what happened meanwhile.
      const refusal = seenVersion === now.summary.version ? null : ('changed-meanwhile' as const)
      return showReview(c, typed, { errors: read.errors, refusal, seenVersion })
    }
    const held = await holdReview(c.get('house'), c.get('signedIn')!.person, id, seenVersion, read.input)
    if (held === null) return c.notFound()
    if ('refused' in held) return showReview(c, typed, { refusal: held.refused, seenVersion })
    return backToCase(c, id, 'review')
  })

/** The form on the case as it is this minute, empty or with what was typed. */
async function showReview(c: Context<AppEnv>, typed: TypedReview | null, refused: Refused = {}): Promise<Response> {
  const now = await openCase(c, permission, 'joint review')
  if (!now) return c.notFound() as Response
  const { authorityName } = c.get('house')
  const form = reviewForm(now, c.get('paths'), typed ?? emptyReview(now.today), authorityName)
  return showCaseForm(c, now, form, refused)
}
