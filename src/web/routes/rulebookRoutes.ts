// What are the rules, and who says so? Open to everybody; holds nothing about any child.
import { Hono } from 'hono'
import { londonDate } from '../../calendar/londonTime.ts'
import { findRule } from '../../law/rules.ts'
import type { AppEnv } from '../appEnv.ts'
import { answerNotFound } from '../middleware/errors.ts'
import { showPage } from '../page.ts'
import { rulebookPage, rulebookRulePage } from '../pages/rulebook.ts'

export const rulebookRoutes = new Hono<AppEnv>()
  .get('/rulebook', (c) => {
    const on = londonDate(c.get('house').clock.now())
    return showPage(c, 'pages/rulebook.njk', rulebookPage(on, c.get('paths')))
  })
  .get('/rulebook/:id', (c) => {
    const rule = findRule(c.req.param('id'))
    if (!rule) return answerNotFound(c)
    const on = londonDate(c.get('house').clock.now())
    return showPage(c, 'pages/rulebookRule.njk', rulebookRulePage(rule, on, c.get('paths')))
  })
