// Which feeds does Wonde have? Pupils before marks, so that a first reading names who is marked.
import type { Feed } from './feed.ts'
import { wondeMarkFeeds } from './wondeMarkFeeds.ts'
import { wondePupilFeeds } from './wondePupilFeeds.ts'

export const wondeFeeds: readonly Feed[] = [...wondePupilFeeds, ...wondeMarkFeeds]
