// What did they send, if it is not too much? The text of a request up to a limit, without holding more than that.

/** The body as text, or null when it has more than `most` bytes. */
export async function bodyWithin(request: Request, text: () => Promise<string>, most: number): Promise<string | null> {
  const declared = request.headers.get('content-length')
  if (declared !== null && !request.headers.has('transfer-encoding'))
    return Number(declared) <= most ? await text() : null
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return new TextDecoder().decode(all)
}
