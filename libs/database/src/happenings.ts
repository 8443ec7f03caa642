import type { PrismaTx } from './transaction.js';

type Handler<Payload> = (tx: PrismaTx, payload: Payload) => Promise<void>;

/**
 * What happened in a lower feature, told to the features above it inside the same transaction: a handler's change commits with the
 * cause or not at all, and a handler that throws a refusal stops it. Handlers run one after the other, in the order they came.
 */
export class Happenings<Payloads extends object> {
  private readonly handlers = new Map<keyof Payloads, Handler<never>[]>();

  on<Name extends keyof Payloads>(name: Name, handler: Handler<Payloads[Name]>): void {
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler as Handler<never>]);
  }

  async raise<Name extends keyof Payloads>(tx: PrismaTx, name: Name, payload: Payloads[Name]): Promise<void> {
    const handlers = (this.handlers.get(name) ?? []) as Handler<Payloads[Name]>[];
    for (const handle of handlers) await handle(tx, payload);
  }
}
