// Three schools: Heron Lane with a calendar from its MIS that forgot the May bank holiday, and two without any.
import { writeOfCalendar } from '../../src/storage/calendarStore.ts'
import { sql } from '../../src/storage/database.ts'
import { calendarA } from '../support/calendars.ts'
import { heronLane, makePeopleHouse, type PeopleHouse } from './peopleHouse.ts'

export const publishedAt = '2026-08-20T09:00:00.000Z'

export interface CalendarHouse extends PeopleHouse {
  /** Sends what a form of the answer holds, changed, as the browser would: by the button with these words. */
  press(page: Response, button: string, change: Record<string, string | string[]>, who: string): Promise<Response>
  upload(
    path: string,
    file: { name: string; content: string | Uint8Array } | null,
    year: string,
    who: string,
  ): Promise<Response>
}

/** Heron Lane's pupils are in years 5 and 6. */
export async function calendarHouse(at = '2026-10-14T09:00:00.000Z'): Promise<CalendarHouse> {
  const made = await makePeopleHouse({ at })
  const closed = calendarA.closed.filter(({ because }) => because === 'inset')
  const told = { what: 'calendar', academicYear: '2026/27', publishedAt, terms: calendarA.terms, closed } as const
  await made.house.database.commit([
    writeOfCalendar(heronLane, { ...told, registersClose: { AM: '09:30', PM: '14:00' } }, 'a-delivery', publishedAt),
    sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, year_group, first_known_on)
      VALUES ('pip', ${heronLane}, 'p1', 'Pip', 'Lark', '5', '2026-09-02'), ('kit', ${heronLane}, 'p2', 'Kit', 'Rook', '6', '2026-09-02')`,
  ])
  return {
    ...made,
    async press(page, button, change, who) {
      const { action, fields } = formOf(await page.clone().text(), button)
      return made.post(action, { ...fields, ...change }, who)
    },
    async upload(path, file, year, who) {
      const body = new FormData()
      body.set('year', year)
      if (file) body.set('file', new File([file.content as string], file.name))
      const headers = { cookie: await made.signIn(who), 'sec-fetch-site': 'same-origin' }
      return made.app.request(path, { method: 'POST', body, headers })
    },
  }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** The form with a button of these words: where it goes, and what it sends. */
function formOf(html: string, button: string): { action: string; fields: Record<string, string[]> } {
  const form = [...html.matchAll(/<form method="post"[^>]*>[\s\S]*?<\/form>/g)]
    .map(([found]) => found)
    .find((found) => found.includes(button))
  if (!form) throw new Error(`No form has a button “${button}”`)
  const fields: Record<string, string[]> = {}
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), unescaped(value)]
  }
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const isBox = tag.includes('type="checkbox"')
    if (!isBox || tag.includes(' checked')) add(/name="([^"]*)"/.exec(tag)![1]!, /value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name, value] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g))
    add(name!, value!)
  const wish = new RegExp(`<button[^>]*?name="wish" value="([^"]*)"[^>]*>${button}`).exec(form)?.[1]
  if (wish) add('wish', wish)
  return { action: /action="([^"]*)"/.exec(form)![1]!, fields }
}
