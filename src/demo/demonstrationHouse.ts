// What does the demonstration need of a house? One whose clock stands until it is put elsewhere, and its own front door.
import type { House } from '../house.ts'
import type { StandingClock } from '../outside/clock.ts'

export interface DemonstrationHouse extends House {
  readonly clock: StandingClock
}

/** The application's own `fetch`: deliveries go in through the same door as any school's. */
export type Send = (request: Request) => Response | Promise<Response>
