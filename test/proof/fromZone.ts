// What does the process of one time zone say to the proof?
import type { Disagreement } from '../cases/clock/agreement.ts'
import type { Walk } from '../cases/clock/everyDay.ts'

export interface ZoneEnd {
  agreed: number
  corners: [string, number][]
  disagreement: Disagreement | null
}

export type FromZone = { walk: Walk } | { progress: number } | ZoneEnd
