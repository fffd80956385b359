// Take in a suspension or a permanent exclusion: a fact beside the marks, which alone say who was away.
import type { ExclusionTold, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { writeOfExclusion } from '../storage/exclusionStore.ts'
import { type TakenIn, takeInPupil } from './takeInPupil.ts'

/** The writes of `exclusion.upserted`, with those that make the pupil known; set aside where the number is another child’s. */
export async function takeInExclusion(house: House, by: ToldBy, told: ExclusionTold): Promise<TakenIn> {
  const { writes, faults } = await takeInPupil(house, by, told)
  return faults.length > 0
    ? { writes, faults }
    : { writes: [...writes, writeOfExclusion(by.schoolUrn, told, by)], faults }
}
