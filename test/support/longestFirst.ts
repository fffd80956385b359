// Which test files begin first? Those that take longest, so that the workers end together; the others as vitest would sort them.
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** From the longest down, as measured on two cores. */
const longest = [
  'journeys/everyPage',
  'journeys/everyCasePage',
  'intake/manyEvents',
  'journeys/case',
  'demo/nights',
  'web/roleMatrix',
  'cases/removalModel',
  'storage/caseload',
  'storage/messages',
  'demo/clockMoves',
  'journeys/calculator',
  'journeys/registerFile',
  'storage/connections',
  'storage/caseStore',
  'storage/seals',
  'storage/verify',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return place < 0 ? longest.length : place
}
