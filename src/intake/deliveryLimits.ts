// Does one door take in more than a school can mean? A bucket a door, in memory: it protects this process and is no quota.

/** `burst` at once, and then `aMinute`. */
export interface Limit {
  readonly aMinute: number
  readonly burst: number
}

/**
 * `signed`: deliveries of a connection whose signature is right. `asking`: words about access, each of which has a
 * vendor asked: whoever got hold of an address must not use up what may be asked for all schools. `refused`: signatures that are not, an address; they are
 * counted apart and asked last, so that nobody who knows an address keeps the school itself out.
 */
export interface DeliveryLimits {
  readonly signed: Limit
  readonly asking: Limit
  readonly refused: Limit
}

export const deliveryLimits: DeliveryLimits = {
  signed: { aMinute: 600, burst: 300 },
  asking: { aMinute: 6, burst: 20 },
  refused: { aMinute: 60, burst: 60 },
}

/** What is remembered of who was at the doors: null when one may come in, else the seconds until one may again. */
export interface Door {
  readonly signed: (connectionId: string, at: string) => number | null
  readonly asking: (connectionId: string, at: string) => number | null
  readonly refused: (endpoint: string, at: string) => number | null
}

/** The doors with these limits; null: none, as where a bench asks how fast the house is. */
export function openDoor(limits: DeliveryLimits | null): Door {
  if (limits === null) return { signed: () => null, asking: () => null, refused: () => null }
  return {
    signed: limiter(limits.signed),
    asking: limiter(limits.asking),
    refused: limiter(limits.refused),
  }
}

interface Bucket {
  level: number
  at: number
}

const mostBuckets = 10_000

/** Takes one from the bucket of a key at an instant. */
function limiter({ aMinute, burst }: Limit): (key: string, at: string) => number | null {
  const buckets = new Map<string, Bucket>()
  return (key, at) => {
    const now = Date.parse(at)
    // Forgetting a bucket fills it: only who fills ten thousand gains by it.
    if (!buckets.has(key) && buckets.size >= mostBuckets) buckets.clear()
    const bucket = buckets.get(key) ?? { level: burst, at: now }
    buckets.set(key, bucket)
    // A clock that is put back fills nothing.
    bucket.level = Math.min(burst, bucket.level + (Math.max(0, now - bucket.at) * aMinute) / 60_000)
    bucket.at = now
    if (bucket.level < 1) return Math.ceil(((1 - bucket.level) * 60) / aMinute)
    bucket.level -= 1
    return null
  }
}
