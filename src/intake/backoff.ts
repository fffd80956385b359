// When is a delivery tried again that could not be applied? Ever later, counted from the try that failed.
import { epochMilliseconds, instantText } from '../calendar/londonTime.ts'
import { utcText } from './instants.ts'

/** After the first failed try, the second and so on: 10 s, 1 min, 10 min, 1 h, 6 h, 24 h. */
const againAfterSeconds = [10, 60, 600, 3600, 6 * 3600, 24 * 3600]

/**
 * The instant of the next try of the delivery with this number, after so many that failed (1 or more); null when it was
 * tried often enough. Up to a tenth later, by number and try, so that those that failed together do not come back together.
 */
export function nextTryAt(deliveryNumber: number, tries: number, failedAt: string): string | null {
  const seconds = againAfterSeconds[tries - 1]
  if (seconds === undefined) return null
  const thousandths = (deliveryNumber * 37 + tries * 53) % 101
  return utcText(instantText(epochMilliseconds(failedAt) + seconds * (1000 + thousandths)))
}
