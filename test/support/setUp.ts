// What holds in every test: nothing leaves this machine, and nothing is complained of on the console.
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'

// One a worker, also where files share it and this one is read anew for each.
const ofWorker = globalThis as { wire?: ReturnType<typeof setupServer> }
ofWorker.wire ??= setupServer()
export const wire = ofWorker.wire

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  wire.listen({
    onUnhandledFrame({ frame, defaults }) {
      // Our own servers on this machine are the real thing under test; anything else fails the test.
      const { request } = frame.data as { request?: Request }
      if (request && /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(request.url)) return
      defaults.error()
    },
  })
})

afterEach(() => {
  const complaints = [...vi.mocked(console.error).mock.calls]
  vi.mocked(console.error).mockClear()
  wire.resetHandlers()
  expect(complaints, 'console.error was called').toEqual([])
})

afterAll(() => wire.close())
