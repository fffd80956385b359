// Which feeds does Arbor have? Each is read by itself, so that a permission lost for one silences no other.
import { arborCalendarFeed } from './arborCalendar.ts'
import { arborContactsFeed } from './arborContacts.ts'
import { arborMarksFeed } from './arborMarks.ts'
import { arborEveryPupilFeed, arborPupilsFeed } from './arborPupils.ts'
import { arborRegistersFeed } from './arborRegisters.ts'
import type { Feed } from './feed.ts'

export const arborFeeds: readonly Feed[] = [
  arborMarksFeed,
  arborRegistersFeed,
  arborPupilsFeed,
  arborEveryPupilFeed,
  arborContactsFeed,
  arborCalendarFeed,
]
