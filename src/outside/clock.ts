// What time is it? The only place where the machine's clock is read.
import type { Clock } from '../house.ts'

/** The machine's clock. */
export const machineClock: Clock = { now: () => new Date().toISOString() }

/** A clock that stands where it was put until it is moved. */
export interface StandingClock extends Clock {
  /** Puts the clock at an instant, earlier or later. Throws on what is no instant. */
  put(at: string): void
}

/** A clock for the demonstration and for tests, standing at a UTC instant. */
export function standingClock(at: string): StandingClock {
  let standing = new Date(at).toISOString()
  return {
    now: () => standing,
    put(next) {
      standing = new Date(next).toISOString()
    },
  }
}

/** Milliseconds since some moment, for measuring how long a thing took: never the time of day. */
export function stopwatch(): number {
  return performance.now()
}
