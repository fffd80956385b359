// Which feeds of which vendors are read? The one list the poller goes by.

import { arborFeeds } from './arbor.ts'
import type { Feed } from './feed.ts'
import { wondeFeeds } from './wonde.ts'

export const feeds: readonly Feed[] = [...wondeFeeds, ...arborFeeds]
