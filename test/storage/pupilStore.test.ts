// Does a pupil read before somebody decided on the roll write that decision over?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listPupils, writeOfLeaving, writeOfPupils } from '../../src/storage/pupilStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

describe.each(engines)('pupils on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())

  test('a message read before a deletion and written after it changes the name, not the deletion', async () => {
    const [before] = await listPupils(open.database, two.everySchool, ['ada'])
    await open.database.commit([writeOfLeaving('ada', '2026-11-16', '2026-11-16T15:00:00.000Z')])
    await open.database.commit([writeOfPupils([{ ...before!, preferredForename: 'Adah' }])])
    const [pupil] = await listPupils(open.database, two.everySchool, ['ada'])
    expect([pupil!.preferredForename, pupil!.leftOn, pupil!.enrolmentAt]).toEqual([
      'Adah',
      '2026-11-16',
      '2026-11-16T15:00:00.000Z',
    ])
  })

  test('a newer word about coming back takes the deletion’s place', async () => {
    await open.database.commit([writeOfLeaving('ada', '2026-11-16', '2026-11-16T15:00:00.000Z')])
    const [left] = await listPupils(open.database, two.everySchool, ['ada'])
    const back = { ...left!, enteredOn: '2026-11-30', leftOn: null, enrolmentAt: '2026-11-27T10:00:00.000Z' }
    await open.database.commit([writeOfPupils([back])])
    const [pupil] = await listPupils(open.database, two.everySchool, ['ada'])
    expect([pupil!.enteredOn, pupil!.leftOn]).toEqual(['2026-11-30', null])
  })
})
