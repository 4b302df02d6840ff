import type { paths } from './schema.d.ts';

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** The addresses that answer to a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [name in M]: object } ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends keyof paths> = M extends keyof paths[P] ? paths[P][M] : never;

type PathPart<O> = O extends { parameters: { path: infer Path extends object } } ? { path: Path } : object;
type QueryPart<O> = O extends { parameters: { query?: infer Query } }
  ? [Exclude<Query, undefined>] extends [never]
    ? object
    : Partial<Exclude<Query, undefined>> extends Exclude<Query, undefined>
      ? { query?: Exclude<Query, undefined> }
      : { query: Exclude<Query, undefined> }
  : object;
type BodyPart<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? { body: Body } : object;

/** What a request is made of: parts of its address, its query, its body. */
export type Input<M extends Method, P extends keyof paths> = PathPart<Operation<M, P>> &
  QueryPart<Operation<M, P>> &
  BodyPart<Operation<M, P>>;

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What a good answer carries: `undefined` where it has no body. */
export type Output<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202 | 204)]> : never;

/** The same without its types, as `fetch` is handed it. */
export type Loose = {
  path?: { [name: string]: string | number };
  query?: { [name: string]: unknown };
  body?: unknown;
};
