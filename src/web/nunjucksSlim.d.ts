// What do we use of nunjucks' slim build? Its own types describe the full one.
declare module 'nunjucks/browser/nunjucks-slim.js' {
  class PrecompiledLoader {
    constructor(compiled: Record<string, object>)
    isRelative(name: string): boolean
    resolve(from: string, to: string): string
  }
  class Environment {
    constructor(loaders: PrecompiledLoader[], options: { autoescape: boolean })
    addFilter(name: string, filter: (...values: never[]) => unknown): void
    render(template: string, model: object): string
  }
  const nunjucks: {
    PrecompiledLoader: typeof PrecompiledLoader
    Environment: typeof Environment
    runtime: { SafeString: new (text: string) => { val: string } }
  }
  export default nunjucks
}
