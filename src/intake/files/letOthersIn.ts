// How does long work leave room for everybody else's pages? By going to the back of the queue now and then.

/** Resolves once whatever else waits has had its turn: on Node and on a Worker. */
export function letOthersIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
