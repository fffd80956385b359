// May this vendor be asked once more now? So many questions a second, counted in memory for all its schools together.
import { epochMilliseconds } from '../calendar/londonTime.ts'
import type { AskVendor, House, VendorAnswer } from '../house.ts'

const perSecond = 2
const mostSaved = 120

interface Bucket {
  left: number
  filledAt: number
}

const buckets = new WeakMap<object, Map<string, Bucket>>()

/** Asks within the budget. `isSpent` once a question was not asked because of it. */
export interface AskingWithin {
  readonly ask: AskVendor
  readonly isSpent: () => boolean
}

/** Asks a vendor within its budget. An answer deeper than any list of records is none: what walks through one ends. When that is used up, nothing is asked: the answer is 429 with the seconds to wait. */
export function askWithin(house: House, ask: AskVendor, vendor: string): AskingWithin {
  let isSpent = false
  return {
    isSpent: () => isSpent,
    ask: async (question) => {
      const wait = takeOne(bucketOf(house, vendor), epochMilliseconds(house.clock.now()))
      if (wait === 0) return notTooDeep(await ask(question))
      isSpent = true
      return { status: 429, json: null, retryAfterSeconds: wait }
    },
  }
}

const deepestAnswer = 32

function notTooDeep(answer: VendorAnswer): VendorAnswer {
  if ('failed' in answer) return answer
  let level: readonly unknown[] = [answer.json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestAnswer) return { failed: 'not-json' }
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return answer
}

function bucketOf(house: House, vendor: string): Bucket {
  const ofHouse = buckets.get(house.database) ?? new Map<string, Bucket>()
  buckets.set(house.database, ofHouse)
  const bucket = ofHouse.get(vendor) ?? { left: mostSaved, filledAt: epochMilliseconds(house.clock.now()) }
  ofHouse.set(vendor, bucket)
  return bucket
}

/** 0 when one was there and is taken; otherwise in how many seconds one will be. */
function takeOne(bucket: Bucket, now: number): number {
  bucket.left = Math.min(mostSaved, bucket.left + (Math.max(0, now - bucket.filledAt) / 1000) * perSecond)
  bucket.filledAt = now
  if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perSecond)
  bucket.left -= 1
  return 0
}
