// What does each attendance code mean? Open to everybody; reads nothing and keeps nothing.
import { Hono } from 'hono'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'
import { attendanceCodesPage } from '../pages/attendanceCodesPage.ts'

export const attendanceCodeRoutes = new Hono<AppEnv>().get('/rulebook/attendance-codes', (c) =>
  showPage(c, 'pages/attendanceCodes.njk', attendanceCodesPage(c.get('paths'))),
)
