/** Waits that can be cut short, all of them for good. */
export class Pause {
  private readonly waiting = new Set<() => void>();
  private isOver = false;

  async for(milliseconds: number): Promise<void> {
    if (this.isOver) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.waiting.add(end);
    });
  }

  end(): void {
    this.isOver = true;
    for (const end of [...this.waiting]) end();
  }
}
