import type { PrismaTx, Tx } from './transaction.js';

/**
 * What happened in a lower feature, told to the features above it inside the same transaction: a handler's change commits with the
 * cause or not at all, and a handler that throws a refusal stops it. Handlers run one after the other, in the order they came.
 * A happening named in `Swift` is also raised by hot acts, so its handlers get plain statements only.
 */
export class Happenings<Payloads extends object, Swift extends keyof Payloads = never> {
  private readonly handlers = new Map<keyof Payloads, Handler<never, never>[]>();

  on<Name extends keyof Payloads>(name: Name, handler: Handler<TxOf<Name, Swift>, Payloads[Name]>): void {
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
  }

  async raise<Name extends keyof Payloads>(tx: TxOf<Name, Swift>, name: Name, payload: Payloads[Name]): Promise<void> {
    const handlers = (this.handlers.get(name) ?? []) as Handler<TxOf<Name, Swift>, Payloads[Name]>[];
    for (const handle of handlers) await handle(tx, payload);
  }
}

type Handler<T extends Tx, Payload> = (tx: T, payload: Payload) => Promise<void>;
type TxOf<Name, Swift> = Name extends Swift ? Tx : PrismaTx;
