import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'

test('a request to the world fails, one to this machine does not', async () => {
  await expect(fetch('https://whereabouts.example/')).rejects.toThrow()
  // The complaint about it would fail this test too, as it should any other.
  vi.mocked(console.error).mockClear()
  const server = createServer((_, answer) => void answer.end('here'))
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  server.close()
})
