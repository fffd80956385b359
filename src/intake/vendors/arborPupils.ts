// Which pupils does a school's Arbor have, and which of them changed, came, left or were removed since we read last?
//
// Hourly by the change log of students and by what an enrolment says now; once a night every pupil of the year, for what
// the change log of students does not tell (a name stands at the person, a flag at its own entity).
import { londonDate } from '../../calendar/londonTime.ts'
import { arborDoor } from './arborAsk.ts'
import { arborChanges, type Changes, newestRevision } from './arborChanges.ts'
import { arborEnrolments, enrolmentsToldBefore, enrolmentTold, lastOfEach, printOf } from './arborEnrolments.ts'
import { arborMessage, asItCame, fingerprintOf, firstTimeUnread, problemMessage } from './arborMessages.ts'
import { arborStudents } from './arborStudents.ts'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'

const name = 'students'
const nothing: Changes = { changed: new Set(), deleted: new Set(), strange: [] }

export const arborPupilsFeed: Feed = { vendor: 'arbor', name, rhythm: 'hourly', read: (asked) => read(asked, false) }

export const arborEveryPupilFeed: Feed = {
  vendor: 'arbor',
  name: 'students.all',
  rhythm: 'nightly',
  read: (asked) => read(asked, true),
}

async function read(asked: FeedAsked, everybody: boolean): Promise<FeedRead> {
  // The first reading of all is the hourly one's: twice would be every pupil told twice.
  if (everybody && !asked.lists.has('students'))
    return { messages: [], cursor: null, isComplete: true, seen: 0, changed: 0 }
  const door = arborDoor(asked)
  if (!('origin' in door)) return door
  const newest = await newestRevision(door, 'students')
  if (!('revision' in newest)) return newest
  const { revision } = newest
  const from = /^\d{1,15}$/.test(asked.cursor ?? '') ? Number(asked.cursor) : null
  const isRestored = from !== null && from > revision
  const isWhole = everybody || from === null || isRestored
  const changes = isWhole || from === revision ? nothing : await arborChanges(door, 'students', from, revision)
  if (!('changed' in changes)) return changes

  const today = londonDate(asked.now)
  const roll = await arborEnrolments(door, today)
  if (!('enrolments' in roll)) return roll
  const toldBefore = isRestored ? {} : enrolmentsToldBefore(asked.lists)
  const enrolments = await Promise.all(
    lastOfEach(roll.enrolments, today).map(async (one) => ({ one, print: await printOf(one, today) })),
  )
  const moved = enrolments.filter(({ one, print }) => toldBefore[one.id]?.print !== print)
  const ofSchool = new Set(roll.enrolments.map(({ student }) => student.id))
  const movedStudents = new Set(moved.map(({ one }) => one.student.id))
  const wanted = [...ofSchool].filter((id) => isWhole || changes.changed.has(id) || movedStudents.has(id))
  const students = await arborStudents(door, wanted, today)
  if (!('pupils' in students)) return students

  const say = (type: string, data: Readonly<Record<string, unknown>>) =>
    arborMessage(asked, type, { source_updated_at: asked.now, ...data }, revision)
  const messages: CanonicalMessage[] = isRestored
    ? [
        problemMessage(
          asked,
          name,
          `Arbor went back from revision ${from} to ${revision}, as after a restored backup. Everything is read again.`,
        ),
      ]
    : []
  for (const one of changes.strange) messages.push(say('pupil.upserted', asItCame(one)))
  const unread = await firstTimeUnread(asked.lists, name, [
    ...students.unread.map((one) => ['pupil.upserted', one] as const),
    ...roll.unread.map((one) => ['enrolment.started', one] as const),
  ])
  for (const [type, one] of unread.first) messages.push(say(type, asItCame(one)))
  for (const id of changes.deleted) messages.push(say('pupil.deleted', { pupil: { mis_id: id }, reason: null }))

  // A pupil still to come is no pupil yet: enrolment.expected names them, and pupil.upserted would put them on roll.
  const here = new Set(roll.enrolments.filter(({ entryDate }) => entryDate <= today).map(({ student }) => student.id))
  const printsBefore = isRestored ? {} : ((asked.lists.get('students') ?? {}) as Record<string, string>)
  const prints: Record<string, string> = { ...printsBefore }
  for (const [id, told] of students.pupils) {
    if (!here.has(id)) continue
    prints[id] = await fingerprintOf(told)
    if (prints[id] !== printsBefore[id]) messages.push(say('pupil.upserted', told))
  }
  for (const id of changes.deleted) delete prints[id]
  const toldNow = { ...toldBefore }
  for (const { one, print } of moved) {
    const who = students.pupils.get(one.student.id)?.pupil ?? {}
    const { told, left } = enrolmentTold(one, today, asked.now, toldBefore[one.id]?.left ?? null, who)
    toldNow[one.id] = { print, left }
    for (const [type, data] of told) messages.push(say(type, data))
  }
  const lists = new Map<string, unknown>([['students', prints], ['enrolments', toldNow], unread.list])
  const seen = roll.seen + students.seen + changes.deleted.size
  return {
    messages,
    cursor: String(revision),
    isComplete: true,
    seen,
    changed: messages.length - Number(isRestored),
    wholeSeen: roll.seen,
    lists,
  }
}
