// The decision behind every absence, as a table: the register before, what changed, and what is recorded.
import { expect, test } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { silentSessions } from '../../src/cases/clock/marksForClock.ts'
import { followRegister, type RegisterMark } from '../../src/cases/decide/followRegister.ts'
import type { MarkChange } from '../../src/cases/decide/takeInMarks.ts'
import type { Session } from '../../src/cases/events.ts'

// Monday 7 to Friday 18 September 2026.
const terms = [{ from: '2026-09-07', to: '2026-09-18' }]
const calendar = prepareCalendar({ terms })

/** `14 N/` is N in the morning of the 14th and / in the afternoon; a space is no mark, a capital X after it is no-mark. */
function register(text: string): RegisterMark[] {
  return text
    .split(', ')
    .filter(Boolean)
    .flatMap((day) => {
      const on = `2026-09-${day.slice(0, 2)}`
      const [am, pm] = day.slice(3).split('|') as [string, string?]
      const entry = (session: Session, code: string | undefined): RegisterMark[] => {
        if (!code) return []
        return code === '-x' ? [{ on, session, code: '-', source: 'no-mark' }] : [{ on, session, code, source: 'mis' }]
      }
      return [...entry('AM', am), ...entry('PM', pm)]
    })
}

function changed(text: string): MarkChange[] {
  return text
    .split(', ')
    .filter(Boolean)
    .map((change) => {
      const [day, session, from, to] = change.split(' ') as [string, Session, string, string]
      return { pupilId: 'a', on: `2026-09-${day}`, session, from: from === '.' ? null : from, to }
    })
}

function running(beganOn: string) {
  const nothing = { endedOn: null, endedBecause: null, explainedOn: null, explainedUntil: null, explainedBy: null }
  const unopened = { openedAt: null, closedAt: null, allocatedTo: null, standing: [] }
  return {
    id: 'c',
    pupilId: 'a',
    schoolUrn: '999001',
    beganOn: `2026-09-${beganOn}`,
    ...nothing,
    ...unopened,
    version: 1,
  }
}

interface Row {
  readonly when: string
  /** Marks by day, `14 N|/`. Sessions without a mark are of registers nobody has seen. */
  readonly marks: string
  readonly since?: string
  readonly changes?: string
  readonly leftOn?: string
  readonly asks?: 'leaver'
  readonly recorded: readonly string[]
}

const rows: Row[] = [
  { when: 'an N this morning', marks: '14 N', recorded: ['begins 14'] },
  { when: 'an I this morning', marks: '14 I', recorded: [] },
  { when: 'nothing known of the whole week', marks: '', recorded: [] },
  { when: 'an N on Friday and silence since', marks: '11 N|N', recorded: ['begins 11'] },
  { when: 'an N on Friday, and back today', marks: '11 N|N, 14 /', recorded: [] },
  { when: 'N on two days with a closed day between', marks: '10 N|N, 11 #|#, 14 N', recorded: ['begins 10'] },
  { when: 'N in the morning and there in the afternoon', marks: '11 N|\\', recorded: [] },
  { when: 'an N before a day with U', marks: '10 N|N, 11 U|\\, 14 N', recorded: ['begins 14'] },
  { when: 'the absence goes on', since: '11', marks: '11 N|N, 14 N', changes: '14 AM . N', recorded: [] },
  { when: 'the absence goes on in silence', since: '11', marks: '11 N|N', recorded: [] },
  { when: 'registers closed without the child', since: '11', marks: '11 N|N, 14 -x|-x', recorded: [] },
  {
    when: 'the only N is taken back',
    since: '14',
    marks: '14 -',
    changes: '14 AM N -',
    recorded: ['corrected 14 AM N -'],
  },
  {
    when: 'an N is taken back and the child is there the next day',
    since: '10',
    marks: '10 -|-, 11 /',
    changes: '11 AM . /',
    recorded: ['ended 11 attended'],
  },
  {
    when: 'the N becomes an I',
    since: '14',
    marks: '14 I',
    changes: '14 AM N I',
    recorded: ['corrected 14 AM N I', 'ended 14 reason-in-register'],
  },
  {
    when: 'the N becomes a /',
    since: '14',
    marks: '14 /',
    changes: '14 AM N /',
    recorded: ['corrected 14 AM N /', 'ended 14 attended'],
  },
  {
    when: 'the N becomes a U: the child came late',
    since: '14',
    marks: '14 U',
    changes: '14 AM N U',
    recorded: ['corrected 14 AM N U', 'ended 14 attended'],
  },
  {
    when: 'an N becomes an O',
    since: '14',
    marks: '14 O',
    changes: '14 AM N O',
    recorded: ['corrected 14 AM N O'],
  },
  {
    when: 'the N becomes Y4 and nothing is left of the absence',
    since: '11',
    marks: '11 Y4|Y4',
    changes: '11 AM N Y4, 11 PM N Y4',
    recorded: ['corrected 11 AM N Y4', 'corrected 11 PM N Y4', 'ended 11 reason-in-register'],
  },
  {
    when: 'one N became Y4 and another was taken back',
    since: '10',
    marks: '10 Y4|Y4, 11 -|-',
    recorded: [],
  },
  {
    when: 'the first day is explained, the second is not',
    since: '10',
    marks: '10 I|I, 11 N|N',
    changes: '10 AM N I, 10 PM N I',
    recorded: ['corrected 10 AM N I', 'corrected 10 PM N I', 'moved 10 to 11'],
  },
  {
    when: 'the child was there for a day between',
    since: '09',
    marks: '09 N|N, 10 /|\\, 11 N|N',
    changes: '10 AM . /, 10 PM . \\, 11 AM . N, 11 PM . N',
    recorded: ['ended 10 attended', 'begins 11'],
  },
  {
    when: 'the first day is corrected to presence and the second is not',
    since: '10',
    marks: '10 /|\\, 11 N|N',
    changes: '10 AM N /, 10 PM N \\',
    recorded: ['corrected 10 AM N /', 'corrected 10 PM N \\', 'ended 10 attended', 'begins 11'],
  },
  {
    when: 'a reason for a day between two absences',
    since: '09',
    marks: '09 N|N, 10 I|I, 11 N|N',
    changes: '10 AM . I, 10 PM . I, 11 AM . N, 11 PM . N',
    recorded: ['ended 10 reason-in-register', 'begins 11'],
  },
  {
    when: 'an older N comes late',
    since: '11',
    marks: '10 N|N, 11 N|N',
    changes: '10 AM . N, 10 PM . N',
    recorded: ['moved 11 to 10'],
  },
  {
    when: 'the day before turns out to have been an N',
    since: '11',
    marks: '10 N|N, 11 N|N',
    changes: '10 AM I N, 10 PM I N',
    recorded: ['corrected 10 AM I N', 'corrected 10 PM I N', 'moved 11 to 10'],
  },
  {
    when: 'a correction of an earlier absence',
    since: '14',
    marks: '08 I|I, 09 /|\\, 14 N',
    changes: '08 AM N I, 08 PM N I',
    recorded: [],
  },
  {
    when: 'a reason in the morning and presence in the afternoon',
    since: '11',
    marks: '11 M|\\',
    changes: '11 AM N M',
    recorded: ['corrected 11 AM N M', 'ended 11 reason-in-register'],
  },
  { when: 'the pupil has left', since: '10', marks: '10 N|N, 11 N|N', leftOn: '11', recorded: ['ended 11 left'] },
  {
    when: 'the pupil has left and nobody knows where to',
    since: '10',
    marks: '10 N|N, 11 N|N',
    leftOn: '11',
    asks: 'leaver',
    recorded: [],
  },
  {
    when: 'an N of a pupil gone nobody knows where',
    marks: '10 N|N',
    leftOn: '11',
    asks: 'leaver',
    recorded: ['begins 10'],
  },
  { when: 'the pupil will leave', since: '10', marks: '10 N|N, 11 N|N', leftOn: '18', recorded: [] },
  { when: 'an N of a pupil who has left', marks: '10 N|N', leftOn: '11', recorded: [] },
  { when: 'an absence of days that the clock has not reached', since: '16', marks: '16 N, 10 N|N', recorded: [] },
]

test.each(rows)('$when', ({ marks, since, changes, leftOn, asks, recorded }) => {
  const asOf = '2026-09-14T10:00:00+01:00'
  const silent = silentSessions(calendar, [], asOf, '2026-09-07')
  const followed = followRegister(
    {
      firstKnownOn: '2026-09-07',
      leftOn: leftOn ? `2026-09-${leftOn}` : null,
      asks: asks ?? null,
      marks: register(marks),
      running: since ? running(since) : null,
      changes: changed(changes ?? ''),
    },
    calendar,
    silent,
    asOf,
  )
  const day = (on: string) => on.slice(8)
  const said = followed.running.map((happening) => {
    switch (happening.what) {
      case 'mark-corrected': {
        const { on, session, from, to } = happening.details
        return `corrected ${day(on)} ${session} ${from} ${to}`
      }
      case 'absence-ended':
        return `ended ${day(happening.details.on)} ${happening.details.because}`
      case 'absence-start-moved':
        return `moved ${day(happening.details.from)} to ${day(happening.details.to)}`
      default:
        return happening.what
    }
  })
  expect([...said, ...(followed.beganOn ? [`begins ${day(followed.beganOn)}`] : [])]).toEqual(recorded)
})
